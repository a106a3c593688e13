import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from '../site/languages.ts';

/** What changed for users of the libraries and of the contract, as the repository's own records tell it, in one language. */
export interface Changes {
  /** Notes of the changesets that wait for a release. */
  coming: { packages: string[]; text: string }[];
  /** The changelogs of the published packages, as Markdown without their first heading. */
  released: { package: string; text: string }[];
  /** Breaking changes of the public contract that the gate found and that were decided, the newest last. */
  decided: { at: string; reason: string }[];
}

/** Reads `.changeset/`, the changelogs of `packages/` and the gate's allow-file. */
export async function readChanges(workspace: string, language: Language): Promise<Changes> {
  const folder = join(workspace, '.changeset');
  const notes = (await readdir(folder)).filter((file) => file.endsWith('.md') && file !== 'README.md');
  const coming = await Promise.all(
    notes
      .toSorted()
      .map(async (file) => readChangeset(await readFile(join(folder, file), 'utf8'), file, language)),
  );
  const packages = (await readdir(join(workspace, 'packages'))).toSorted();
  const released = await Promise.all(
    packages.map(async (name) => {
      const text = await readIfThere(join(workspace, 'packages', name, 'CHANGELOG.md'));
      return text && { package: `@atteny/${name}`, text: releasedText(text, language) };
    }),
  );
  const allowed = (parse((await readIfThere(join(workspace, 'spec', 'contract-allow.yaml'))) ?? '') ??
    []) as { document: string; at: string; reason: string }[];
  return {
    coming,
    released: released.filter((entry) => entry !== undefined && entry !== ''),
    decided: allowed
      .filter(({ document }) => document === 'atteny')
      .map(({ at, reason }) => ({ at, reason: inLanguage(reason, language).trim() })),
  };
}

/** Throws when the head between the two `---` lines names no package, or the text below it has no English part. */
export function readChangeset(source: string, file: string, language: Language): Changes['coming'][number] {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const packages = Object.keys((parse(head) ?? {}) as object);
  if (packages.length === 0) throw new Error(`.changeset/${file} names no package.`);
  if (!bilingual.test(text)) {
    throw new Error(`.changeset/${file} has no line **English**, with the same in English below.`);
  }
  return { packages, text: inLanguage(text, language).trim() };
}

/** A package's changelog without its title. The notes of several changesets are items of one list there. */
function releasedText(source: string, language: Language): string {
  const parts = source.replace(/^# .*\n/, '').split(/\n(?=[#-])/);
  return parts
    .map((part) => inLanguage(part, language))
    .join('\n')
    .trim();
}

/** A note in both languages: how its item begins, the Portuguese, and below its line `**English**` the English. */
const bilingual = /^(- (?:[0-9a-f]+: )?)?([\s\S]*?)^ *\*\*English\*\*\n\s*([\s\S]*)$/m;

/** One language of a note; all of it where it is not in two, as a heading, or a line that a tool wrote. */
function inLanguage(note: string, language: Language): string {
  const [, item = '', portuguese, english] = bilingual.exec(note) ?? [];
  if (portuguese === undefined || english === undefined) return note;
  return item + (language === 'en' ? english : portuguese);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}
