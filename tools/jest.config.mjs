import { nodeProject } from './config/jest-node.mjs';

export default {
  ...nodeProject('tools', '<rootDir>/tools/tsconfig.json'),
  globalSetup: '<rootDir>/tools/build-for-specs.mjs',
};
