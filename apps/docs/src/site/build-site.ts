import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { collectionFile, collectionOf } from '../collection/collection.ts';
import { errorAddress } from '../errors/errors.ts';
import { changelogPage } from '../pages/changelog.ts';
import { errorPage, errorsPage } from '../pages/error.ts';
import { homePage } from '../pages/home.ts';
import { fundamentalsPage, guidePage, notFoundPage } from '../pages/prose.ts';
import { consoleOverviewPage, operationPage, overviewPage, tagPage } from '../pages/reference.ts';
import { tryPage } from '../pages/try.ts';
import { writeAssets } from './assets.ts';
import { allTexts, listOfTexts, textPages } from '../text/pages.ts';
import { robots, sitemap } from '../text/sitemap.ts';
import type { Edition } from './edition.ts';
import type { Html } from './html.ts';
import { folderOf, languages } from './languages.ts';
import { viewFrom, viewFromAnywhere } from './links.ts';
import { beginOutput, finishOutput } from './output-folder.ts';
import { type EditionSources, readEditions, type Editions } from './read-editions.ts';
import { searchFile } from './search-index.ts';

export interface SiteOptions extends EditionSources {
  /** Where the site is written; what was there before is replaced once the new one is complete. */
  output: string;
  /** Where the site will stand, with a slash at its end; for the sitemap alone. */
  site: string;
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
  let pages: string[] = [];
  const editions = await readEditions(options, assets);
  for (const language of languages) {
    progress(`páginas em ${language}`);
    const files = filesOf(editions[language]);
    const texts = textPages(editions[language]);
    for (const { path, text } of texts) files[`${path}index.md`] = `${text}\n`;
    const list = listOfTexts(editions[language], texts);
    Object.assign(files, { 'index.md': list, 'llms.txt': list, 'llms-full.txt': allTexts(texts) });
    await writeFiles(join(fresh, folderOf(language)), files);
    pages = Object.keys(files).filter((file) => file.endsWith('index.html'));
  }
  const paths = pages.map((file) => file.replace(/index\.html$/, ''));
  await writeFiles(fresh, {
    '.inputs': options.inputs,
    'sitemap.xml': sitemap(options.site, paths),
    'robots.txt': robots(options.site),
  });
  await finishOutput(fresh, output);
}

type Files = Record<string, string | Html>;

function filesOf({ main: edition, console }: Editions): Files {
  const at = (path: string) => viewFrom(edition, path);
  const files: Files = {
    'index.html': homePage(at('')),
    '404.html': notFoundPage(viewFromAnywhere(edition)),
    'concepts/index.html': fundamentalsPage(at('concepts/')),
    'changelog/index.html': changelogPage(at('changelog/')),
    'errors/index.html': errorsPage(at('errors/')),
    'reference/index.html': overviewPage(at('reference/')),
    'try/index.html': tryPage(at('try/')),
    'openapi.json': edition.bundle.json,
    'openapi.yaml': edition.bundle.yaml,
    [collectionFile]: `${JSON.stringify(collectionOf(edition), null, 2)}\n`,
    'search.json': JSON.stringify(searchFile(edition)),
    'console/index.html': consoleOverviewPage(viewFrom(console, 'console/')),
    'console/openapi.json': console.bundle.json,
    'console/openapi.yaml': console.bundle.yaml,
    ...referenceFiles(edition),
    ...referenceFiles(console),
  };
  for (const error of edition.errors) {
    const path = errorAddress(error.code).slice(1);
    files[`${path}index.html`] = errorPage(at(path), error);
  }
  for (const guide of edition.guides) {
    const path = `guides/${guide.slug}/`;
    files[`${path}index.html`] = guidePage(at(path), guide);
  }
  return files;
}

function referenceFiles(edition: Edition): Files {
  const files: Files = {};
  for (const group of edition.groups) {
    const path = `${edition.section}/${group.tag.name}/`;
    files[`${path}index.html`] = tagPage(viewFrom(edition, path), group);
    for (const operation of group.operations) {
      const own = `${path}${operation.id}/`;
      files[`${own}index.html`] = operationPage(viewFrom(edition, own), operation, group);
    }
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
