import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { english } from './words.en.ts';
import { portuguese, type Words } from './words.pt-BR.ts';

export const languages = { 'pt-BR': portuguese, en: english } as const;
export type Language = keyof typeof languages;

interface Chosen {
  language: Language;
  words: Words;
  choose: (language: Language) => void;
}

const parameter = 'lang';

const Context = createContext<Chosen | null>(null);

/** Gives the page its language: that of the form where somebody signed in, else the one chosen here before, else Portuguese. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() =>
    (ofAddress() ?? remembered()) === 'en' ? 'en' : 'pt-BR',
  );
  useEffect(forgetAddressed, []);
  useEffect(() => {
    document.documentElement.lang = language;
    try {
      localStorage.setItem('atteny-console:language', language);
    } catch {
      // A private window may refuse: the choice then ends with the page.
    }
  }, [language]);
  const chosen = useMemo(() => ({ language, words: languages[language], choose }), [language]);
  return <Context value={chosen}>{children}</Context>;
}

export function useLanguage(): Chosen {
  const chosen = use(Context);
  if (!chosen) throw new Error('No language is given above this part of the page.');
  return chosen;
}

export function useWords(): Words {
  return useLanguage().words;
}

function ofAddress(): string | null {
  return new URL(location.href).searchParams.get(parameter);
}

/** It is said once: what is kept or passed on as a link goes without it. */
function forgetAddressed(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(parameter)) return;
  address.searchParams.delete(parameter);
  history.replaceState(history.state, '', address);
}

function remembered(): string | null {
  try {
    return localStorage.getItem('atteny-console:language');
  } catch {
    return null;
  }
}
