import type { Contact } from './world.ts';

/** Text as a search compares it: without case and accents. */
function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/**
 * Whether a contact combines with a search, as the contract tells it: up to two characters find what begins a word of the
 * name or the number (with or without its plus), more of them find the text anywhere in either.
 */
export function matches({ name, phoneNumber }: Contact, search: string): boolean {
  const wanted = folded(search);
  if (wanted === '') return false;
  const text = folded(name ?? '');
  if (Array.from(wanted).length > 2) return text.includes(wanted) || phoneNumber.includes(wanted);
  const words = [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => text.slice(index));
  return [...words, phoneNumber, phoneNumber.slice(1)].some((start) => start.startsWith(wanted));
}
