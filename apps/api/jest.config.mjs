import { nodeProject } from '../../tools/config/jest-node.ts';

export default {
  ...nodeProject('apps/api', '<rootDir>/apps/api/tsconfig.json'),
  globalSetup: '<rootDir>/tools/specs/build-store-thread.ts',
};
