/**
 * How Node runs the console. Small young generations: it is idle most of the time, and V8 would otherwise keep tens of
 * megabytes for bursts (measured: 226 MB instead of 172 after the start).
 */
export const CONSOLE = ['--max-semi-space-size=2', 'dist/api/apps/api/src/main.js'];
