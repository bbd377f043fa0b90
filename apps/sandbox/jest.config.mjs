import { nodeProject } from '../../tools/config/jest-node.mjs';

export default nodeProject('apps/sandbox', '<rootDir>/apps/sandbox/tsconfig.json');
