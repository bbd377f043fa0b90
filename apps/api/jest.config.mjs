import { nodeProject } from '../../tools/config/jest-node.mjs';

export default nodeProject('apps/api', '<rootDir>/apps/api/tsconfig.json');
