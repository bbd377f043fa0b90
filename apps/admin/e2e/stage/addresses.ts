/** Where the console of most tests listens. */
export const CONSOLE_PORT = 3905;
export const CONSOLE_URL = `http://127.0.0.1:${CONSOLE_PORT}`;

/** The first port of its sandbox. */
export const SANDBOX_PORT = 4300;
