import { readChanges } from '../changes/changes.ts';
import { bundle, type Bundle } from '../contract/bundle.ts';
import { groupByTag, operationsOf } from '../contract/operations.ts';
import { readErrors } from '../errors/errors.ts';
import { readGuides } from '../guides/guides.ts';
import type { Edition } from './edition.ts';
import { labelsOf } from './labels-of.ts';
import { otherLanguage, type Language } from './languages.ts';
import { headingIds, markdown, type MarkdownOptions } from './markdown.ts';
import { type LocalPorts, originsOf, type Origins } from './origins.ts';

/** Where the texts of the site come from. */
export interface EditionSources {
  /** The root of the repository, for the records of what changed. */
  workspace: string;
  /** The folder of the contracts, with `redocly.yaml` and `atteny/`. */
  spec: string;
  /** The folder of the guides. */
  guides: string;
  /** The folder of what the pages of the error codes say. */
  errors: string;
  ports: LocalPorts;
}

/** What the pages of one language are made of: the public contract with the guides, and the contract of dashboard and sandbox. */
export interface Editions {
  main: Edition;
  console: Edition;
}

type Bundles = Record<Language, Bundle>;

/** Reads contracts and guides for both languages. `assets`: where scripts and styles stand. */
export async function readEditions(
  { workspace, spec, guides, errors, ports }: EditionSources,
  assets: string,
): Promise<Record<Language, Editions>> {
  const [main, console] = await Promise.all(
    (['atteny', 'console'] as const).map(async (contract): Promise<Bundles> => {
      const [portuguese, english] = await Promise.all([
        bundle(spec, 'pt-BR', contract),
        bundle(spec, 'en', contract),
      ]);
      return { 'pt-BR': portuguese, en: english };
    }),
  );
  if (!main || !console) throw new Error('The documentation shows two contracts.');
  const read = async (language: Language): Promise<Editions> => {
    const { document } = main[language];
    const origins = originsOf(document, ports);
    const reference = editionOf('reference', main, language, origins);
    const shared = {
      guides: await readGuides(guides, language),
      errors: await readErrors(errors, language, document, reference.operations),
      changes: await readChanges(workspace, language),
      assets,
    };
    return {
      main: { ...reference, ...shared },
      console: {
        ...editionOf('console', console, language, consoleOrigins(console[language], origins)),
        ...shared,
      },
    };
  };
  return { 'pt-BR': await read('pt-BR'), en: await read('en') };
}

function editionOf(
  section: Edition['section'],
  bundles: Bundles,
  language: Language,
  origins: Origins,
): Omit<Edition, 'guides' | 'errors' | 'changes' | 'assets'> {
  const { document } = bundles[language];
  const labels = labelsOf[language];
  const operations = operationsOf(document, section);
  return {
    section,
    language,
    labels,
    bundle: bundles[language],
    origins,
    operations,
    groups: groupByTag(document, operations),
    fundamentals: splitFundamentals(document.info.description ?? '', {
      labels,
      origins,
      otherIds: headingIds(bundles[otherLanguage(language)].document.info.description ?? ''),
    }),
  };
}

/** The contract's prose: what stands before its first heading, and the rest with its headings. */
function splitFundamentals(description: string, options: MarkdownOptions): Edition['fundamentals'] {
  const start = description.search(/^# /m);
  const intro = start < 0 ? description : description.slice(0, start);
  const body = start < 0 ? '' : description.slice(start);
  const { html, headings } = markdown(body, { ...options, headingOffset: 1 });
  return { intro: markdown(intro, options).html, html, headings };
}

/** The console is shown at the sandbox alone, with its token, whichever server the reader chose for the public API. */
function consoleOrigins({ document }: Bundle, { sandbox }: Origins): Origins {
  const origin = {
    baseUrl: `${new URL(sandbox.baseUrl).origin}${document.servers[0]?.url ?? ''}`,
    key: '$ATTENY_CONSOLE_TOKEN',
  };
  return { mock: origin, sandbox: origin, production: origin };
}
