import { registerHooks } from 'node:module';

// Node runs TypeScript as it stands but looks for the file that an import names, while our imports name what the compiler
// will write. Specs and benchmarks start processes from source, out of reach of Jest's resolver: this does for Node what
// `moduleNameMapper` does for Jest. Compiled code never loads it.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOurs = context.parentURL?.endsWith('.ts') && !context.parentURL.includes('/node_modules/');
    if (!isOurs || !/^(\.{1,2}|@envscope)\/.*\.js$/.test(specifier)) return nextResolve(specifier, context);
    const fromLibs = specifier.replace(/^@envscope\//, new URL('../', import.meta.url).href);
    return nextResolve(fromLibs.replace(/\.js$/, '.ts'), context);
  },
});
