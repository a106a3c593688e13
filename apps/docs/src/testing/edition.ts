import { places } from '../prepare.ts';
import { readEdition } from '../site/build-site.ts';
import type { Edition } from '../site/edition.ts';
import type { Language } from '../site/languages.ts';

const read = new Map<Language, Promise<Edition>>();

/** The real contract and guides in one language, as the pages see them; read once. */
export function realEdition(language: Language = 'pt-BR'): Promise<Edition> {
  const edition =
    read.get(language) ??
    readEdition({ ...places, ports: { mock: 4010, sandbox: 4000 } }, language, 'assets/test/');
  read.set(language, edition);
  return edition;
}
