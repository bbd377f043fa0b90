/** How the parameters of paths that `known.pipe` checks are documented. */
export const ENVIRONMENT_PARAM = {
  name: 'environment',
  example: 'staging',
  description: "An environment's key",
};
export const SERVICE_PARAM = { name: 'service', example: 'redis', description: 'A kind of service' };
