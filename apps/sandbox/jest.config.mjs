import { nodeProject } from '../../tools/config/jest-node.ts';

export default nodeProject('apps/sandbox', '<rootDir>/apps/sandbox/tsconfig.json');
