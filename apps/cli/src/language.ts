export type Language = 'pt-BR' | 'en';

/** Picks the one of two texts that the user reads. */
export type Say = (portuguese: string, english: string) => string;

export const sayIn =
  (language: Language): Say =>
  (portuguese, english) =>
    language === 'en' ? english : portuguese;

/**
 * The user's language by the locale, as other commands read it: LC_ALL, LC_MESSAGES, LANG. Portuguese for every kind of
 * Portuguese, and where nothing is said (`C` is nothing said); English otherwise.
 */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return locale === '' || /^(C|POSIX)\b/.test(locale) || /^pt/i.test(locale) ? 'pt-BR' : 'en';
}
