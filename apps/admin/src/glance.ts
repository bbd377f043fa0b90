/** Longer nothing covers what the page itself has to say. */
const MOST_MS = 8_000;
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'popstate'] as const;

/**
 * Keeps what the server said of how things stand (`apps/api/src/glance`) over the page that the scripts draw, until that says it too, so
 * that nothing that is read goes away for a skeleton. Whoever uses the page sees it at once.
 */
export function keepGlance(document: Document, view: Window): void {
  const glance = document.querySelector('.glance');
  const root = document.querySelector('app-root');
  if (glance === null || root === null) return;
  // Who hears the page hears the one that the scripts draw.
  glance.setAttribute('aria-hidden', 'true');
  document.body.append(glance);
  const end = (): void => {
    glance.remove();
    watch.disconnect();
    view.clearTimeout(longest);
    for (const input of INPUTS) view.removeEventListener(input, end, true);
  };
  const watch = new MutationObserver(() => {
    if (!hasSaid(root)) return;
    watch.disconnect();
    // Pages draw in turns: what they have to say stands when the browser has nothing to do.
    view.requestIdleCallback(end, { timeout: 1_000 });
  });
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  const longest = view.setTimeout(end, MOST_MS);
  for (const input of INPUTS) view.addEventListener(input, end, { capture: true, passive: true });
}

/** Whether the page says how something stands, or why it cannot. */
function hasSaid(root: Element): boolean {
  const page = root.querySelector('main router-outlet + *');
  if (page === null) return root.querySelector('main app-problem-notice *') !== null;
  return page.querySelector('[data-status], app-problem-notice *') !== null || isDrawn(page);
}

function isDrawn(page: Element): boolean {
  return page.childElementCount > 0 && page.querySelector('[aria-busy="true"]') === null;
}
