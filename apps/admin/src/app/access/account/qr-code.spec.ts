import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { decodeQR } from 'qr/decode.js';
import { QrCode } from './qr-code';

const URI = 'otpauth://totp/Envscope:minji%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Envscope';
/** Pixels of a module, as a camera might see it. */
const SCALE = 4;

describe('QrCode', () => {
  it('draws what a reader reads back, and says what it is', () => {
    const fixture = TestBed.createComponent(QrCode);
    fixture.componentRef.setInput('text', URI);
    fixture.componentRef.setInput('label', 'QR code of the key');
    fixture.detectChanges();
    const svg = (fixture.nativeElement as HTMLElement).querySelector('svg');
    expect(svg?.getAttribute('aria-label')).toBe('QR code of the key');
    expect(svg?.querySelector('[style]')).toBeNull();
    expect(decodeQR(painted(svg))).toBe(URI);
  });
});

/** The pixels that a browser would paint. */
function painted(svg: SVGElement | null | undefined) {
  const size = Number(svg?.getAttribute('viewBox')?.split(' ').at(-1)) * SCALE;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  const squares =
    svg
      ?.querySelector('path')
      ?.getAttribute('d')
      ?.matchAll(/M(\d+) (\d+)h1v1h-1z/g) ?? [];
  for (const [, x, y] of squares) {
    for (let row = 0; row < SCALE; row += 1) {
      const from = ((Number(y) * SCALE + row) * size + Number(x) * SCALE) * 4;
      for (let pixel = 0; pixel < SCALE; pixel += 1) data.fill(0, from + pixel * 4, from + pixel * 4 + 3);
    }
  }
  return { width: size, height: size, data };
}
