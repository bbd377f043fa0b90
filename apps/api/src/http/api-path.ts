/** Whether a path is the API's, and not one of the console's pages and files. */
export const isApiPath = (path: string): boolean => /^\/api(\/|$)/.test(path);
