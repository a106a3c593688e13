import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A digest of all that the site is made of: it is stale when the one of its last build differs. */
export async function inputsDigest(folders: string[], files: string[], settings: object): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.toSorted()) hash.update(relative(folder, path)).update(await readFile(path));
  }
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}
