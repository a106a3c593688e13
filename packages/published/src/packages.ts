import { fileURLToPath } from 'node:url';

/** The published packages, and how many bytes each may have in a browser, minified and gzipped. */
export const published = {
  client: { name: '@atteny/client', bytes: 5 * 1024 },
  webhooks: { name: '@atteny/webhooks', bytes: 2 * 1024 },
} as const;

/** The folder of a published package in the repository. */
export const folderOf = (id: keyof typeof published): string =>
  fileURLToPath(new URL(`../../${id}/`, import.meta.url));

export const ids = Object.keys(published) as (keyof typeof published)[];
