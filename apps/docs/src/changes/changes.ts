import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What changed for users of the libraries and of the contract, as the repository's own records tell it. */
export interface Changes {
  /** Notes of the changesets that wait for a release: in English, as they go into the packages' changelogs. */
  coming: { packages: string[]; text: string }[];
  /** The changelogs of the published packages, as Markdown without their first heading. */
  released: { package: string; text: string }[];
  /** Breaking changes of the public contract that the gate found and that were decided, the newest last. */
  decided: { at: string; reason: string }[];
}

/** Reads `.changeset/`, the changelogs of `packages/` and the gate's allow-file. */
export async function readChanges(workspace: string): Promise<Changes> {
  const folder = join(workspace, '.changeset');
  const notes = (await readdir(folder)).filter((file) => file.endsWith('.md') && file !== 'README.md');
  const coming = await Promise.all(
    notes.toSorted().map(async (file) => readChangeset(await readFile(join(folder, file), 'utf8'), file)),
  );
  const packages = (await readdir(join(workspace, 'packages'))).toSorted();
  const released = await Promise.all(
    packages.map(async (name) => {
      const text = await readIfThere(join(workspace, 'packages', name, 'CHANGELOG.md'));
      return text && { package: `@atteny/${name}`, text: text.replace(/^# .*\n/, '').trim() };
    }),
  );
  const allowed = (parse((await readIfThere(join(workspace, 'spec', 'contract-allow.yaml'))) ?? '') ??
    []) as { document: string; at: string; reason: string }[];
  return {
    coming,
    released: released.filter((entry) => entry !== null && entry !== ''),
    decided: allowed
      .filter(({ document }) => document === 'atteny')
      .map(({ at, reason }) => ({ at, reason })),
  };
}

/** Throws when the head between the two `---` lines names no package. */
export function readChangeset(source: string, file: string): Changes['coming'][number] {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const packages = Object.keys((parse(head) ?? {}) as object);
  if (packages.length === 0) throw new Error(`.changeset/${file} names no package.`);
  return { packages, text: text.trim() };
}

async function readIfThere(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}
