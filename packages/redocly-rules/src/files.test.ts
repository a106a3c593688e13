import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const spec = fileURLToPath(new URL('../../../spec', import.meta.url));

/** Files that a file leads to by `$ref`, through as many others as there are. */
function reach(file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/\$ref:\s*['"]?([^\s'"#]+\.yaml)/g)) {
    reach(resolve(file, '..', target as string), seen);
  }
  return seen;
}

const documents = readdirSync(spec, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(spec, name));

test('every file of paths, webhooks and components is part of a document', () => {
  const used = new Set<string>();
  for (const document of documents) reach(join(document, 'openapi.yaml'), used);
  const parts = documents.flatMap((document) =>
    readdirSync(document, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => /^(paths|webhooks|components)\/.*\.yaml$/.test(relative(document, file))),
  );
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.filter((file) => !used.has(file)).map((file) => relative(spec, file))).toEqual([]);
});

test('the name of a schema means one thing: no two documents have a file for it', () => {
  const homes = new Map<string, string[]>();
  for (const document of documents)
    for (const name of readdirSync(join(document, 'components', 'schemas')))
      homes.set(name, [...(homes.get(name) ?? []), relative(spec, document)]);
  expect([...homes].filter(([, found]) => found.length > 1)).toEqual([]);
});
