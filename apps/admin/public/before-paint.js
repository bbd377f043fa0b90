// Runs before the first paint, so that a remembered theme or language does not flash. Kept outside the bundle for that.
const root = document.documentElement;
root.dataset.theme =
  localStorage.getItem('envscope.theme') ??
  (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
root.lang =
  [localStorage.getItem('envscope.language'), ...navigator.languages]
    .map((wish) => wish?.slice(0, 2))
    .find((wish) => wish === 'ko' || wish === 'en') ?? 'en';
// The server knows neither, and names the texts of every language.
for (const texts of document.querySelectorAll(`link[data-language=${root.lang}]`)) {
  texts.rel = 'modulepreload';
}
// What writes numbers and times takes long to begin, up to 120 ms on a phone, but only once in all of the page's threads.
requestAnimationFrame(() => setTimeout(() => new Worker('formatters.js', { name: root.lang })));
