import type { Labels } from './labels.ts';
import { english } from './labels.en.ts';
import { portuguese } from './labels.pt-BR.ts';
import type { Language } from './languages.ts';

/** The words of each language. */
export const labelsOf: Record<Language, Labels> = { 'pt-BR': portuguese, en: english };
