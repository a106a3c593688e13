import { en } from './en.ts';
import { ptBR } from './pt-BR.ts';
import type { Words } from './words.ts';

export type Language = 'pt-BR' | 'en';

const all: Readonly<Record<Language, Words>> = { 'pt-BR': ptBR, en };

export const wordsOf = (language: Language): Words => all[language];
