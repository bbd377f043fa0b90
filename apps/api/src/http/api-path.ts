/** Whether a path is the API's, and not one of the console's pages and files. */
export const isApiPath = (path: string): boolean => /^\/api(\/|$)/.test(path);

/** Whether a path is that of a heartbeat, which comes from jobs: by any name of the console, with a body of any type. */
export const isHeartbeatPath = (path: string): boolean => /^\/api\/heartbeats\//.test(path);

/** Where an OpenID provider sends people back to. */
export const OIDC_CALLBACK = '/api/session/oidc/callback';
