/** Statuses by which a proxy says that it could not reach the host: the failure is the host's. RFC 9110, section 15.6. */
const UNREACHABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** The way by a proxy failed. `code` is the system's, or `ERR_PROXY`. */
export class ProxyFailure extends Error {
  constructor(
    /** `host:port`. */
    readonly proxy: string,
    readonly code: string,
    /** What it answered; undefined where it did not. */
    readonly httpStatus?: number,
  ) {
    super(`The proxy ${proxy} failed: ${httpStatus === undefined ? code : `HTTP ${httpStatus}`}`);
    this.name = 'ProxyFailure';
  }

  /** Whether the proxy is well and the host is not; else nothing is known of the host. */
  get isTargetUnreachable(): boolean {
    return this.httpStatus !== undefined && UNREACHABLE.has(this.httpStatus);
  }
}
