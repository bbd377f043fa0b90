/** Jest settings that the Node-side projects share: native ES modules, types stripped without checking (tsc checks). */
export const nodeProject = (
  displayName: string,
  tsconfig: string,
  roots: readonly string[] = [`<rootDir>/${displayName}`],
) => ({
  displayName,
  rootDir: new URL('../..', import.meta.url).pathname,
  roots,
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig }] },
  moduleNameMapper: {
    '^@envscope/(.*)\\.js$': '<rootDir>/libs/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
});
