// Runs before the first paint, so that a remembered theme does not flash. Kept outside the bundle for that.
document.documentElement.dataset.theme =
  localStorage.getItem('envscope.theme') ??
  (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
