import type { components } from '@atteny/contract/public';
import { instant } from '../instant.ts';

export type Contact = components['schemas']['Contact'];

export interface ContactRow {
  id: string;
  phone_number: string;
  name: string | null;
  created_at: number;
  updated_at: number;
}

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
