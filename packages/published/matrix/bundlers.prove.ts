import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { ids, published } from '../src/packages.ts';
import { row } from './table.ts';

type Form = 'esm' | 'cjs';
type Bundler = (entry: string) => Promise<string>;

interface Tools {
  esbuild: {
    build(options: object): Promise<{ outputFiles: { text: string }[] }>;
    transform(code: string, options: object): Promise<{ code: string }>;
  };
  rollup: {
    rollup(options: object): Promise<{ generate(options: object): Promise<{ output: { code: string }[] }> }>;
  };
}

function tool<Name extends keyof Tools>(name: Name): Tools[Name] {
  return createRequire(join(inject('tools'), 'index.js'))(name) as Tools[Name];
}
const plugin = (name: string, options: object = {}): unknown => {
  const loaded = createRequire(join(inject('tools'), 'index.js'))(`@rollup/plugin-${name}`) as
    | ((options: object) => unknown)
    | { default: (options: object) => unknown };
  return typeof loaded === 'function' ? loaded(options) : loaded.default(options);
};

const bundlers: Record<string, Bundler> = {
  esbuild: async (entry) => {
    const { outputFiles } = await tool('esbuild').build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  },
  rollup: async (entry) => {
    const bundle = await tool('rollup').rollup({
      input: entry,
      plugins: [plugin('node-resolve'), plugin('commonjs', { transformMixedEsModules: true })],
    });
    const { output } = await bundle.generate({ format: 'es' });
    const { code } = await tool('esbuild').transform(output[0]?.code ?? '', {
      minify: true,
      target: 'es2022',
    });
    return code;
  },
};

/** A module either way, so that what is wrapped around CommonJS is the package alone. */
const source = (form: Form, name: string) =>
  form === 'esm' ? `export * from '${name}';` : `globalThis.all = require('${name}');\nexport {};`;

test.each(
  Object.entries(bundlers).flatMap(([bundler, bundle]) =>
    ids.flatMap((id) => (['esm', 'cjs'] as const).map((form) => [bundler, id, form, bundle] as const)),
  ),
)('%s makes of %s as %s no more than is told, minified and gzipped', async (bundler, id, form, bundle) => {
  const { name, bytes } = published[id];
  const entry = join(inject('project'), `size-${bundler}-${id}-${form}.js`);
  await writeFile(entry, source(form, name));
  const size = gzipSync(await bundle(entry), { level: 9 }).length;
  row(`${bundler}, ${name}`, form, `${size} of ${bytes[form]} bytes`);
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(bytes[form]);
});
