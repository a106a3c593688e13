import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of the files in a folder whose text is not the wanted one; an absent file is one of them. */
export async function differences(folder: string, wanted: Map<string, string>): Promise<string[]> {
  const different = await Promise.all(
    [...wanted].map(async ([name, text]) => {
      const found = await readFile(join(folder, name), 'utf8').catch(() => undefined);
      return found === text ? [] : [name];
    }),
  );
  return different.flat();
}
