import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, inject, test } from 'vitest';
import { ids, published } from './packages.ts';

/** Bytes of a module as a page loads it: bundled with all it needs, minified, gzipped. */
async function bytesOf(source: string): Promise<number> {
  const bundle = await rolldown({
    input: 'entry',
    platform: 'browser',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(inject('project'), 'entry.js') : null),
        load: (id) => (id.endsWith('entry.js') ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
}

const forms = ids.flatMap((id) => [['esm', id] as const, ['cjs', id] as const]);

test.each(forms)('as %s, %s keeps to its size in a browser', async (form, id) => {
  const { name, bytes } = published[id];
  const all = await bytesOf(
    form === 'esm' ? `export * from '${name}';` : `globalThis.all = require('${name}');`,
  );
  console.log(`${name} as ${form}: ${all} of ${bytes[form]} bytes`);
  expect(all).toBeLessThanOrEqual(bytes[form]);
});

test.each(ids.flatMap((id) => ['README.md', 'README.en.md'].map((page) => [id, page] as const)))(
  '%s tells in %s the sizes that are held here',
  (id, page) => {
    const { name, bytes } = published[id];
    const text = readFileSync(join(inject('project'), 'node_modules', name, page), 'utf8');
    const told = Array.from(text.matchAll(/([\d.,]+) KiB/g), ([, figure = '']) => figure);
    const held = Object.values(bytes).map((each) => String(each / 1024));
    expect(new Set(told)).toEqual(new Set(held));
  },
);

test.each([
  ['@atteny/webhooks', 'verify'],
  ['@atteny/webhooks', 'sign'],
])('who takes %s for %s alone gets less than the whole', async (name, part) => {
  const [one, all] = await Promise.all([
    bytesOf(`export { ${part} } from '${name}';`),
    bytesOf(`export * from '${name}';`),
  ]);
  expect(one).toBeLessThan(all * 0.95);
});

test.each(ids)('nothing of %s remains in a bundle that uses nothing of it', async (id) => {
  expect(await bytesOf(`import '${published[id].name}'; export const nothing = 1;`)).toBeLessThan(80);
});
