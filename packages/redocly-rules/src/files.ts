import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The folders of a spec that hold a document. */
export function documentsOf(spec: string): string[] {
  return readdirSync(spec, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(spec, name));
}

/** Files of paths, webhooks and components that no document leads to by `$ref`, through as many others as there are. */
export function unusedFiles(spec: string): string[] {
  const documents = documentsOf(spec);
  const used = new Set<string>();
  for (const document of documents) reach(join(document, 'openapi.yaml'), used);
  return documents
    .flatMap((document) =>
      readdirSync(document, { recursive: true, withFileTypes: true })
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => /^(paths|webhooks|components)\/.*\.yaml$/.test(relative(document, file))),
    )
    .filter((file) => !used.has(file))
    .map((file) => relative(spec, file));
}

function reach(file: string, seen: Set<string>): void {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/\$ref:\s*['"]?([^\s'"#]+\.yaml)/g)) {
    reach(resolve(file, '..', target), seen);
  }
}

/** Names of schemas for which more than one document has a file: they would mean two things. */
export function ambiguousSchemas(spec: string): string[] {
  const homes = new Map<string, string[]>();
  for (const document of documentsOf(spec)) {
    const folder = join(document, 'components', 'schemas');
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      homes.set(name, [...(homes.get(name) ?? []), relative(spec, join(folder, name))]);
    }
  }
  return [...homes.values()].filter((files) => files.length > 1).map((files) => files.join(' and '));
}
