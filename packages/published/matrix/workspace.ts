import { fileURLToPath } from 'node:url';

/** The clone of the repository, as a page of it would have it beside the reader's project. */
export const workspace = fileURLToPath(new URL('../../../', import.meta.url));

/** What every README says first, before any version is on npm. */
export const packCommand = 'npx -y pnpm@12.21.0 --dir ../atteny-api pack:all';
