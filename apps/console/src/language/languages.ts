import { english } from './words.en.ts';
import { portuguese } from './words.pt-BR.ts';

export const languages = { 'pt-BR': portuguese, en: english } as const;
export type Language = keyof typeof languages;
