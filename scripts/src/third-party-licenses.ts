import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'rolldown';

/** Where the list stands, in the folder of what was built. */
export const licensesFile = 'THIRD-PARTY-LICENSES';

interface Manifest {
  name: string;
  version: string;
  license?: string;
  /** What older packages have in its place. */
  licenses?: readonly { type: string }[];
  author?: string | { name: string };
  repository?: string | { url: string };
}

/** The folder of the package that a file belongs to: where packages are nested, the nearest one. */
const installed = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/;

/** The licences of the packages that some files come from, each once, by name; '' where all are our own. */
export function licensesOf(files: Iterable<string>): string {
  const folders = new Set(Array.from(files).flatMap((file) => installed.exec(file) ?? []));
  return Array.from(new Set(Array.from(folders, licenseOf)))
    .toSorted()
    .join('\n\n');
}

function licenseOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, licenses = [] } = manifest;
  const license = manifest.license ?? licenses.map(({ type }) => type).join(' OR ');
  return [`${'='.repeat(72)}\n${name} ${version} (${license})`, ...termsIn(folder, manifest)].join('\n\n');
}

/** The texts that a package carries; of one that has none, its README's section, or whose it is. */
function termsIn(folder: string, { author, repository }: Manifest): string[] {
  const files = readdirSync(folder);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').trim();
  const texts = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map(read);
  if (texts.length > 0) return texts;
  const readme = files.find((file) => /^readme/i.test(file));
  const [section] = /^#+ *licen[cs]e\b[^]*/im.exec(readme === undefined ? '' : read(readme)) ?? [];
  const by = typeof author === 'object' ? author.name : author;
  const at = typeof repository === 'object' ? repository.url : repository;
  return [by, at, section].filter((text) => text !== undefined);
}

/** Writes the licences of what a bundle took up beside it, by the bundler's own list of modules. */
export const thirdPartyLicenses = (): Plugin => ({
  name: 'third-party-licenses',
  writeBundle({ dir = '' }, bundle) {
    const files = Object.values(bundle).flatMap((each) =>
      // A font that a style sheet names is an asset of its own.
      each.type === 'chunk' ? each.moduleIds : each.originalFileNames.map((name) => resolve(name)),
    );
    const text = licensesOf(files);
    if (text !== '') writeFileSync(join(dir, licensesFile), `${text}\n`);
  },
});
