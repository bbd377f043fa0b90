/** What the kernel reports of a process and of this machine. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** The kernel counts time in hundredths of a second on every platform that Node runs on. */
const TICK_MS = 10;

/** CPU time that a process took since its start, user and system, all threads. */
export function cpuMs(pid: number): number {
  return ticksOf(`/proc/${pid}/stat`) * TICK_MS;
}

/** The same of its main thread alone. */
export function mainThreadCpuMs(pid: number): number {
  return ticksOf(`/proc/${pid}/task/${pid}/stat`) * TICK_MS;
}

/** Memory that a process holds, in megabytes of 10⁶ bytes. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1_024) / 1e6;
}

/** Bytes of all files in a folder. */
export function folderBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

/** What timings depend on, in one line. */
export function machineFacts(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 1e9);
  const load = (loadavg()[0] ?? NaN).toFixed(1);
  return [
    `${cpus().length} × ${first?.model.trim() ?? 'unknown CPU'}`,
    `${gigabytes} GB`,
    `Linux ${release()}`,
    `Node ${process.versions.node}`,
    `SHA-256 of 256 MB in ${hashingMs()} ms`,
    `load ${load} before the run`,
  ].join(', ');
}

/** How long a process's main thread has been ready to run while others had the processors: what a busy machine costs it. */
export function waitedMs(pid: number): number {
  const [, nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

/** User and system time, fields 14 and 15; the name before them may hold spaces. */
function ticksOf(file: string): number {
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** A yardstick for comparing machines: the best of three. */
function hashingMs(): number {
  const block = Buffer.alloc(32_000_000);
  const runs = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    const hash = createHash('sha256');
    for (let index = 0; index < 8; index += 1) hash.update(block);
    hash.digest();
    return performance.now() - startedAt;
  });
  return Math.round(Math.min(...runs));
}
