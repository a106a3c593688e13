import { places } from '../prepare.ts';
import { readEditions } from '../site/read-editions.ts';
import type { Edition } from '../site/edition.ts';
import type { Language } from '../site/languages.ts';

let read: ReturnType<typeof readEditions> | undefined;

/** The real contract and guides in one language, as the pages see them; read once. */
export async function realEdition(language: Language = 'pt-BR'): Promise<Edition> {
  read ??= readEditions({ ...places, ports: { mock: 4010, sandbox: 4000 } }, 'assets/test/');
  return (await read)[language].main;
}
