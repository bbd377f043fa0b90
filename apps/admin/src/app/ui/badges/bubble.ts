/** Between the anchor and what is said of it. */
const GAP_PX = 6;

/** Shows a few words beside something, until it is left, something is scrolled, or Escape is pressed. */
export function showBubble(anchor: HTMLElement, words: string): void {
  document.querySelector('.bubble')?.remove();
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.popover = 'manual';
  // Those who hear the page hear it from the anchor itself.
  bubble.setAttribute('aria-hidden', 'true');
  bubble.textContent = words;
  document.body.append(bubble);
  bubble.showPopover();
  place(bubble, anchor.getBoundingClientRect());

  const ending = new AbortController();
  const hide = (): void => {
    ending.abort();
    bubble.remove();
  };
  const options = { signal: ending.signal };
  const leave = ({ relatedTarget }: PointerEvent): void => {
    // What is said can be pointed at, to be read or marked.
    if (relatedTarget !== bubble && relatedTarget !== anchor) hide();
  };
  anchor.addEventListener('pointerleave', leave, options);
  bubble.addEventListener('pointerleave', leave, options);
  anchor.addEventListener('blur', hide, options);
  addEventListener('scroll', hide, { ...options, capture: true });
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide(), options);
  addEventListener('pointerdown', ({ target }) => target !== bubble && hide(), options);
}

function place(bubble: HTMLElement, anchor: DOMRect): void {
  const { width, height } = bubble.getBoundingClientRect();
  const isBelow = anchor.bottom + GAP_PX + height < innerHeight;
  const centre = anchor.left + (anchor.width - width) / 2;
  bubble.style.left = `${Math.max(GAP_PX, Math.min(centre, innerWidth - width - GAP_PX))}px`;
  bubble.style.top = `${isBelow ? anchor.bottom + GAP_PX : anchor.top - GAP_PX - height}px`;
}
