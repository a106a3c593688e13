import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licensesOf } from './third-party-licenses.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'atteny-licenses-'));
  const files = {
    'node_modules/b/package.json': '{"name":"b","version":"2.0.0","license":"MIT"}',
    'node_modules/b/LICENSE.md': 'Terms of b\n',
    'node_modules/b/NOTICE': 'Notice of b\n',
    'node_modules/b/node_modules/@c/d/package.json':
      '{"name":"@c/d","version":"1.0.0","licenses":[{"type":"MIT"},{"type":"GPL-2.0"}],"author":{"name":"Ana"}}',
    'node_modules/b/node_modules/@c/d/README.md': '# d\n\nDoes.\n\n## License\n\nAs you like.\n',
    'node_modules/a/package.json': '{"name":"a","version":"3.0.0","license":"ISC","author":"Rui"}',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const line = '='.repeat(72);

test('each package is told once, by name, with the texts that it carries', () => {
  const modules = ['node_modules/b/index.js', 'node_modules/a/x/y.js', 'node_modules/b/lib/other.js'];
  expect(licensesOf(modules.map((file) => join(root, file)))).toBe(
    `${line}\na 3.0.0 (ISC)\n\nRui\n\n${line}\nb 2.0.0 (MIT)\n\nTerms of b\n\nNotice of b`,
  );
});

test('of one without a text its author and the section of its README are told, of a nested one its own', () => {
  expect(licensesOf([join(root, 'node_modules/b/node_modules/@c/d/index.js')])).toBe(
    `${line}\n@c/d 1.0.0 (MIT OR GPL-2.0)\n\nAna\n\n## License\n\nAs you like.`,
  );
});

test('our own modules have nothing to tell, and neither have those that no file is behind', () => {
  expect(licensesOf([join(root, 'src/main.ts'), '\0rolldown/runtime.js'])).toBe('');
});
