import { nodeProject } from './config/jest-node.ts';

export default {
  ...nodeProject('tools', '<rootDir>/tools/tsconfig.json'),
  globalSetup: '<rootDir>/tools/specs/build-api.ts',
};
