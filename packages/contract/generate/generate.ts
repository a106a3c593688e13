import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactsOf, type Source } from './artifacts.ts';
import { ContractError } from '../src/contract-error.ts';

/**
 * Writes what is derived from the documents into a folder, and leaves alone what is already right there.
 * @returns names of the files written
 * @throws ContractError when a document cannot be read or contradicts itself
 */
export async function generate(sources: readonly Source[], folder: string): Promise<string[]> {
  const wanted = await filesOf(sources);
  const stale = await differences(folder, wanted);
  await mkdir(folder, { recursive: true });
  for (const name of stale) await writeFile(join(folder, name), wanted.get(name) ?? '');
  return stale;
}

/**
 * Writes nothing.
 * @throws ContractError when a file in the folder is not what the documents say, or a document is at fault
 */
export async function assertFresh(sources: readonly Source[], folder: string): Promise<void> {
  const stale = await differences(folder, await filesOf(sources));
  if (stale.length === 0) return;
  throw new ContractError([
    `packages/contract/src/generated: ${stale.join(', ')} is not what spec/ says. Run \`pnpm generate\` and commit.`,
  ]);
}

async function filesOf(sources: readonly Source[]): Promise<Map<string, string>> {
  const files = await Promise.all(sources.map(artifactsOf));
  return new Map(files.flatMap((ofOne) => [...ofOne]));
}

/** Names of the files in a folder whose text is not the wanted one; an absent file is one of them. */
async function differences(folder: string, wanted: Map<string, string>): Promise<string[]> {
  const different = await Promise.all(
    [...wanted].map(async ([name, text]) => {
      const found = await readFile(join(folder, name), 'utf8').catch(() => undefined);
      return found === text ? [] : [name];
    }),
  );
  return different.flat();
}
