import type { Bundle } from '../contract/bundle.ts';
import type { Operation, groupByTag } from '../contract/operations.ts';
import type { Changes } from '../changes/changes.ts';
import type { ErrorCode } from '../errors/errors.ts';
import type { Guide } from '../guides/guides.ts';
import type { Language } from './languages.ts';
import type { Labels } from './labels.ts';
import type { Heading } from './markdown.ts';
import type { Html } from './html.ts';
import type { Origins } from './origins.ts';

/** Everything that the pages of one language are made of. */
export interface Edition {
  language: Language;
  /** Where the reference of this contract stands: the public one, or that of dashboard and sandbox. */
  section: 'reference' | 'console';
  labels: Labels;
  bundle: Bundle;
  origins: Origins;
  operations: Operation[];
  groups: ReturnType<typeof groupByTag>;
  guides: Guide[];
  /** The error codes of the public contract. */
  errors: ErrorCode[];
  changes: Changes;
  /** The prose of the contract, in one page. */
  fundamentals: { intro: Html; html: Html; headings: Heading[] };
  /** The folder of scripts, styles and fonts, named by their content. */
  assets: string;
}

/** An edition, seen from one of its pages: addresses are relative, so that the site works below any folder. */
export interface View extends Edition {
  /** The address of the page within its edition, such as `reference/contacts/`; '' for the home page. */
  path: string;
  /** The address of a page (`/reference/contacts/#listContacts`) or an external one, as this page links to it. */
  link: (target: string) => string;
  /** The same for what stands at the root of the whole site: `assets/…`. */
  fromRoot: (target: string) => string;
}
