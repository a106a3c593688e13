import { fileURLToPath } from 'node:url';

/**
 * The published libraries, and how many bytes each may have in a bundle, minified and gzipped, by the form that is taken.
 * What a bundler wraps around the package's CommonJS counts too; what it wraps around an app's own does not.
 */
export const published = {
  client: { name: '@atteny/client', bytes: { esm: 6 * 1024, cjs: 9 * 1024 } },
  webhooks: { name: '@atteny/webhooks', bytes: { esm: 2 * 1024, cjs: 2 * 1024 } },
} as const;

/** The folder of a published package in the repository. */
export const folderOf = (id: keyof typeof published): string =>
  fileURLToPath(new URL(`../../${id}/`, import.meta.url));

export const ids = Object.keys(published) as (keyof typeof published)[];
