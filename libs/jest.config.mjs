import { nodeProject } from '../tools/config/jest-node.ts';

export default {
  ...nodeProject('libs', '<rootDir>/libs/tsconfig.json'),
  globalSetup: '<rootDir>/tools/specs/build-store-thread.ts',
};
