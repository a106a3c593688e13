import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundle, type Bundle } from '../contract/bundle.ts';
import { groupByTag, operationsOf } from '../contract/operations.ts';
import { readGuides } from '../guides/guides.ts';
import { homePage } from '../pages/home.ts';
import { fundamentalsPage, guidePage, notFoundPage } from '../pages/prose.ts';
import { operationPage, overviewPage, tagPage } from '../pages/reference.ts';
import { tryPage } from '../pages/try.ts';
import { tryDocument } from '../pages/try-document.ts';
import { writeAssets, writeScalar } from './assets.ts';
import type { Edition } from './edition.ts';
import { splitFundamentals } from './fundamentals.ts';
import type { Html } from './html.ts';
import { labelsOf } from './labels.ts';
import { folderOf, languages, otherLanguage, type Language } from './languages.ts';
import { viewFrom, viewFromAnywhere } from './links.ts';
import { headingIds } from './markdown.ts';
import { originsOf, type LocalPorts } from './origins.ts';
import { beginOutput, finishOutput } from './output-folder.ts';
import { searchFile } from './search-index.ts';

export interface SiteOptions {
  /** The folder of the contracts, with `redocly.yaml` and `atteny/`. */
  spec: string;
  /** The folder of the guides. */
  guides: string;
  /** Where the site is written; what was there before is replaced once the new one is complete. */
  output: string;
  ports: LocalPorts;
  /** What the site was made of; written beside it as `.inputs`. */
  inputs: string;
  /** Is told each step. */
  progress: (step: string) => void;
}

/** Writes the whole site. Throws a ContractError for a broken contract, and names the guide or operation at fault otherwise. */
export async function buildSite(options: SiteOptions): Promise<void> {
  const { output, progress } = options;
  const fresh = await beginOutput(output);
  progress('scripts, estilos e fontes');
  const assets = await writeAssets(fresh);
  const scalar = await writeScalar(fresh);
  const editions = await readEditions(options, assets);
  for (const language of languages) {
    progress(`páginas em ${language}`);
    const edition = editions[language];
    await writeFiles(join(fresh, folderOf(language)), await filesOf(edition, scalar));
  }
  await writeFiles(fresh, { '.inputs': options.inputs });
  await finishOutput(fresh, output);
}

/** Everything that the pages of each language are made of, read from contract and guides. */
export async function readEditions(
  options: Pick<SiteOptions, 'spec' | 'guides' | 'ports'>,
  assets: string,
): Promise<Record<Language, Edition>> {
  const contracts = { 'pt-BR': await bundle(options.spec, 'pt-BR'), en: await bundle(options.spec, 'en') };
  const edition = (language: Language) => readEdition(options, language, contracts, assets);
  return { 'pt-BR': await edition('pt-BR'), en: await edition('en') };
}

async function readEdition(
  options: Pick<SiteOptions, 'spec' | 'guides' | 'ports'>,
  language: Language,
  contracts: Record<Language, Bundle>,
  assets: string,
): Promise<Edition> {
  const contract = contracts[language];
  const { document } = contract;
  const other = contracts[otherLanguage(language)].document.info.description ?? '';
  const labels = labelsOf[language];
  const origins = originsOf(document, options.ports);
  const operations = operationsOf(document);
  return {
    language,
    labels,
    bundle: contract,
    origins,
    operations,
    groups: groupByTag(document, operations),
    guides: await readGuides(options.guides, language),
    fundamentals: splitFundamentals(document.info.description ?? '', {
      labels,
      origins,
      otherIds: headingIds(other),
    }),
    assets,
  };
}

async function filesOf(edition: Edition, scalar: string): Promise<Record<string, string | Html>> {
  const at = (path: string) => viewFrom(edition, path);
  const files: Record<string, string | Html> = {
    'index.html': homePage(at('')),
    '404.html': notFoundPage(viewFromAnywhere(edition)),
    'concepts/index.html': fundamentalsPage(at('concepts/')),
    'reference/index.html': overviewPage(at('reference/')),
    'try/index.html': tryPage(at('try/'), scalar),
    'try/openapi.json': JSON.stringify(tryDocument(edition)),
    'openapi.json': edition.bundle.json,
    'openapi.yaml': edition.bundle.yaml,
    'search.json': JSON.stringify(searchFile(edition)),
  };
  for (const group of edition.groups) {
    const path = `reference/${group.tag.name}/`;
    files[`${path}index.html`] = tagPage(at(path), group);
    for (const operation of group.operations) {
      const own = `${path}${operation.id}/`;
      files[`${own}index.html`] = operationPage(at(own), operation, group);
    }
  }
  for (const guide of edition.guides) {
    const path = `guides/${guide.slug}/`;
    files[`${path}index.html`] = guidePage(at(path), guide);
  }
  return files;
}

async function writeFiles(folder: string, files: Record<string, string | Html>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, String(content));
  }
}
