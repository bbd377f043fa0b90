import { Component } from '@angular/core';

/** The product's drawing and name, styled with the page that stands before the scripts run (`_shell.scss`). */
@Component({
  selector: 'app-product-sign',
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 3a9 9 0 0 1 9 9" />
      <path d="M12 7.5a4.5 4.5 0 0 1 4.5 4.5" />
      <circle cx="12" cy="12" r="1.8" />
      <path d="M12 21a9 9 0 0 1-9-9 9 9 0 0 1 3-6.7" />
    </svg>
    <span>Envscope</span>
  `,
  host: { class: 'product-sign' },
})
export class ProductSign {}
