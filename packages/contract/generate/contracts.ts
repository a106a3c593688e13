import { fileURLToPath } from 'node:url';

/** The documents of the workspace, by the name under which the package exports them. */
export const contracts = [
  { name: 'public', root: path('atteny/openapi.yaml'), english: english('atteny') },
  { name: 'console', root: path('console/openapi.yaml'), english: english('console') },
] as const;

function english(document: string): string[] {
  return [path('atteny/overlays/shared.en.yaml'), path(`${document}/overlays/en.yaml`)];
}

function path(relative: string): string {
  return fileURLToPath(new URL(`../../../spec/${relative}`, import.meta.url));
}
