const INITIAL_SLACK = 64;

/** Writes numbers and texts after the bytes that it was given. */
export class ByteWriter {
  private bytes: Uint8Array;
  private length: number;

  constructor(before: Uint8Array) {
    this.bytes = new Uint8Array(before.length + INITIAL_SLACK);
    this.bytes.set(before);
    this.length = before.length;
  }

  /** An integer from 0 to 255. */
  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** A safe integer from 0: seven bits a byte, the low ones first. Throws `RangeError` for anything else. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${value} is not a whole number from 0`);
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** Eight bytes that keep the double exactly. */
  double(value: number): void {
    this.reserve(8);
    new DataView(this.bytes.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.varint(encoded.length);
    this.reserve(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }

  /** Everything so far. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const grown = new Uint8Array((this.length + size) * 2);
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

/** Reads what `ByteWriter` wrote, in the same order. Throws `RangeError` where the bytes end early. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  hasMore(): boolean {
    return this.offset < this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.offset];
    if (value === undefined) throw new RangeError('The bytes end early');
    this.offset += 1;
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    let byte = this.byte();
    while (byte >= 0x80) {
      value += (byte - 0x80) * scale;
      scale *= 0x80;
      byte = this.byte();
    }
    return value + byte * scale;
  }

  double(): number {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    const value = view.getFloat64(this.offset, true);
    this.offset += 8;
    return value;
  }

  text(): string {
    const length = this.varint();
    const end = this.offset + length;
    if (end > this.bytes.length) throw new RangeError('The bytes end early');
    const value = new TextDecoder().decode(this.bytes.subarray(this.offset, end));
    this.offset = end;
    return value;
  }
}
