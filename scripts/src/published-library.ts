import { copyFileSync } from 'node:fs';
import type { RolldownOptions } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const common = { input: 'src/index.ts', platform: 'neutral' } as const;

/**
 * How the libraries are built: one ES module and one CommonJS module, each with one declaration file, the contract's types
 * inside: what is published needs no private package.
 */
export const publishedLibrary = (external: string[] = []): RolldownOptions[] => [
  {
    ...common,
    external,
    plugins: [dts({ tsconfig: '../tsconfig.published.json' }), declarationsOfCommonJs],
    output: { dir: 'dist', format: 'es', cleanDir: true },
  },
  {
    ...common,
    external,
    output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', generatedCode: { symbols: false } },
  },
];

/** The same declarations under the name that says CommonJS: they import nothing, and so mean the same in both. */
const declarationsOfCommonJs = {
  name: 'declarations-of-commonjs',
  writeBundle: ({ dir = '' }: { dir?: string | undefined }) =>
    copyFileSync(`${dir}/index.d.ts`, `${dir}/index.d.cts`),
};
