/** The sandbox listens on its port and as many after it as twenty environments take. */
const SANDBOX_PORTS = 41;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]):(\d+)$/;

/** Whether `host:port` is the sandbox's, whose first port this is; undefined: there is none. */
export function isSandboxAddress(address: string, firstPort: number | undefined): boolean {
  const port = Number(LOOPBACK.exec(address)?.[2]);
  return firstPort !== undefined && port >= firstPort && port < firstPort + SANDBOX_PORTS;
}
