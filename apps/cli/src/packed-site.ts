import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of a site that the command brings along: beside the built command, or where the workspace builds it.
 * Undefined where it has not been built.
 */
export const packedSite = (name: 'docs' | 'console'): string | undefined =>
  [`./${name}`, `../../${name}/dist`]
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place));
