import presets from 'jest-preset-angular/presets/index.js';

const preset = presets.createEsmPreset({
  tsconfig: '<rootDir>/apps/admin/tsconfig.spec.json',
  testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env.js',
});

export default {
  ...preset,
  displayName: 'admin',
  rootDir: new URL('../..', import.meta.url).pathname,
  roots: ['<rootDir>/apps/admin/src'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/apps/admin/jest.setup.ts'],
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    '^@envscope/(.*)\\.js$': '<rootDir>/libs/$1',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
};
