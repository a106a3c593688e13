import type { Portuguese } from './words.pt-BR.ts';

/** Every text of the dashboard; English has the same names as Portuguese, by the compiler. */
export type Words = Portuguese;
