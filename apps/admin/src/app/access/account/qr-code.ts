import { Component, computed, input } from '@angular/core';
import { encodeQR } from 'qr';

/** Modules of margin around the drawing, without which readers do not find it (ISO/IEC 18004). */
const MARGIN = 4;

/** A text as a QR code, to be read by a camera: dark on light whatever the theme, since not every reader knows the reverse. */
@Component({
  selector: 'app-qr-code',
  template: `
    <svg
      role="img"
      shape-rendering="crispEdges"
      [attr.aria-label]="label()"
      [attr.viewBox]="'0 0 ' + modules().length + ' ' + modules().length"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path fill="#000" [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
      inline-size: 100%;
      border-radius: var(--radius-2);
      forced-color-adjust: none;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What it is, for who cannot see it. */
  readonly label = input.required<string>();

  protected readonly modules = computed(() => encodeQR(this.text(), 'raw', { border: MARGIN }));
  /** A square of one by one for each dark module. */
  protected readonly path = computed(() =>
    this.modules()
      .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
      .join(''),
  );
}
