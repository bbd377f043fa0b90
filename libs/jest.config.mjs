import { nodeProject } from '../tools/config/jest-node.mjs';

export default nodeProject('libs', '<rootDir>/libs/tsconfig.json');
