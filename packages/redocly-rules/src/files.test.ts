import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ambiguousSchemas, documentsOf, unusedFiles } from './files.ts';

const spec = fileURLToPath(new URL('../../../spec', import.meta.url));
const bad = fileURLToPath(new URL('../fixtures/files', import.meta.url));

test('every file of paths, webhooks and components is part of a document', () => {
  expect(documentsOf(spec)).toHaveLength(2);
  expect(unusedFiles(spec)).toEqual([]);
  expect(unusedFiles(bad)).toEqual(['private/components/schemas/Forgotten.yaml']);
});

test('the name of a schema means one thing: no two documents have a file for it', () => {
  expect(ambiguousSchemas(spec)).toEqual([]);
  expect(ambiguousSchemas(bad)).toEqual([
    'private/components/schemas/Contact.yaml and public/components/schemas/Contact.yaml',
  ]);
});
