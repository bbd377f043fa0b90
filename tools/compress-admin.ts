/** Compresses what browsers load with brotli, once, at build time; the server sends the `.br` beside a file. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Writes a `.br` beside each script and style of the directory. */
export function compressAdmin(directory: string): void {
  const files = readdirSync(directory).filter((file) => /\.(js|css)$/.test(file));
  for (const file of files) {
    const path = join(directory, file);
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
}
