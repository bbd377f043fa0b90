/** Has the browser of a spec know its person, as an earlier visit would have left it. */
export function remembersPerson(name: string): void {
  localStorage.setItem('envscope.name', name);
}

/** Has the spec's browser open dialogs, which jsdom does not. A person can then answer in `document`. */
export function opensDialogs(): void {
  const { prototype } = HTMLDialogElement;
  prototype.showModal = function showModal(): void {
    this.open = true;
  };
  prototype.close = function close(): void {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}

/** Has the spec's browser open popovers, which jsdom does not. */
export function opensPopovers(): void {
  const { prototype } = HTMLElement;
  prototype.showPopover = () => undefined;
  prototype.hidePopover = function hidePopover(): void {
    this.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'closed' }));
    setTimeout(() => this.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' })));
  };
}
