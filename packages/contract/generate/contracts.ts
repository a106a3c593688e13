import { fileURLToPath } from 'node:url';

/** The documents of the workspace, by the name under which the package exports them. */
export const contracts = [
  { name: 'public', root: path('../../../spec/atteny/openapi.yaml') },
  { name: 'console', root: path('../../../spec/console/openapi.yaml') },
] as const;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
