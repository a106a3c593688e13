import type { components } from '@atteny/contract/public';
import { instant } from '../clock.ts';

export type Contact = components['schemas']['Contact'];

export interface ContactRow {
  id: string;
  phone_number: string;
  name: string | null;
  created_at: number;
  updated_at: number;
}

/** What a statement selects to make a contact of its rows. */
export const contactColumns = [
  'contacts.id',
  'contacts.phone_number',
  'contacts.name',
  'contacts.created_at',
  'contacts.updated_at',
] as const;

/** A row as the contract shows it. */
export function contactOf(row: ContactRow): Contact {
  return {
    id: row.id,
    phoneNumber: row.phone_number,
    name: row.name,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}
