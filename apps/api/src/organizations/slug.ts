import { randomBase62 } from '../ids.ts';

const longest = 50;

/** A short name made of a name: letters, digits and hyphens, at most 50 characters. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longest);
  return slug.replaceAll(/^-+|-+$/g, '') || 'organizacao';
}

/** The same short name with an ending that makes it unique. */
export function slugWithEnding(slug: string): string {
  return `${slug}-${randomBase62(6).toLowerCase()}`;
}
