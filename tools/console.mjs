/**
 * How Node runs the console. Small young generations: it is idle most of the time, and V8 would otherwise keep tens of
 * megabytes for bursts (measured with 1,000 endpoints: 236 MB without, 189 with it).
 */
export const CONSOLE = ['--max-semi-space-size=1', 'dist/api/apps/api/src/main.js'];
