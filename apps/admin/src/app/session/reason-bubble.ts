/** Between the button and what is said of it. */
const GAP_PX = 6;

/** Shows why a button does nothing, until it is left, something is scrolled, or Escape is pressed. */
export function showReason(button: HTMLElement, reason: string): void {
  document.querySelector('.reason-bubble')?.remove();
  const bubble = document.createElement('div');
  bubble.className = 'reason-bubble';
  bubble.popover = 'manual';
  // The button has it as its description already.
  bubble.setAttribute('aria-hidden', 'true');
  bubble.textContent = reason;
  document.body.append(bubble);
  bubble.showPopover();
  place(bubble, button.getBoundingClientRect());

  const ending = new AbortController();
  const hide = (): void => {
    ending.abort();
    bubble.remove();
  };
  const options = { signal: ending.signal };
  const leave = ({ relatedTarget }: PointerEvent): void => {
    // What is said can be pointed at, to be read or marked.
    if (relatedTarget !== bubble && relatedTarget !== button) hide();
  };
  button.addEventListener('pointerleave', leave, options);
  bubble.addEventListener('pointerleave', leave, options);
  button.addEventListener('blur', hide, options);
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
