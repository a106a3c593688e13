/** The two editions of the site. Portuguese is the one at the root. */
export const languages = ['pt-BR', 'en'] as const;
export type Language = (typeof languages)[number];

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'pt-BR' : 'en';
}

/** The folder of an edition below the root of the site: '' or 'en/'. */
export function folderOf(language: Language): '' | 'en/' {
  return language === 'en' ? 'en/' : '';
}
