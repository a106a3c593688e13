import { sql } from 'kysely';
import { plannedByItsValues } from '../db/database.ts';
import { type Listing, offsetOf, type Page } from '../db/page.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { type Contact, contactColumns, contactOf } from './contact.ts';

/** A page of the contacts that combine with a text, newest first, and how many do. */
export async function searchContacts(
  scope: OrganizationScope,
  text: string,
  page: Page,
): Promise<Listing<Contact>> {
  const wanted = folded(text);
  if (wanted === '') return { items: [], total: 0 };
  return isShort(wanted) ? beginning(scope, wanted, page) : containing(scope, wanted, page);
}

// The beginnings are in the order of the list: a page is read from there, and only its contacts are fetched.
async function beginning({ db, organizationId }: OrganizationScope, prefix: string, page: Page) {
  const own = db
    .selectFrom('contact_prefixes as begin')
    .where('begin.organization_id', '=', organizationId)
    .where('begin.prefix', '=', prefix);
  const rows = await own
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.organization_id', '=', 'begin.organization_id')
        .onRef('contacts.id', '=', 'begin.contact_id'),
    )
    .select(contactColumns)
    .orderBy('begin.created_at', 'desc')
    .orderBy('begin.contact_id', 'desc')
    .limit(page.limit)
    .offset(offsetOf(page))
    .execute();
  const { total } = await own
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(contactOf), total };
}

/**
 * As many contacts are gone through sooner than the trigrams of a large neighbour are stepped over: on the embedded database they
 * lie beside each other, and cost a tenth of a microsecond each.
 */
const few = 4_000;

async function containing(scope: OrganizationScope, part: string, page: Page): Promise<Listing<Contact>> {
  const all = await contactTotal(scope);
  if (scope.dialect === 'postgres') {
    return all > few
      ? countedFirst(scope, part, page, all)
      : countedMeanwhile(scope, inOrder(scope, part), page);
  }
  return countedMeanwhile(scope, (all > few ? withTrigramTable : amongItsOwn)(scope, part), page);
}

/** How many contacts an organization has: a number that is kept, not counted. */
export async function contactTotal({ db, organizationId }: OrganizationScope): Promise<number> {
  const row = await db
    .selectFrom('organizations')
    .select('contact_total')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  return row?.contact_total ?? 0;
}

/**
 * PostgreSQL counts by the trigrams. With the number it is known what finds the page sooner: the contacts in the order of the list,
 * of which every so many match, or all matches.
 */
async function countedFirst(
  scope: OrganizationScope,
  part: string,
  page: Page,
  all: number,
): Promise<Listing<Contact>> {
  const { total } = await withTrigramIndex(scope, part)
    .select((select) => select.fn.countAll<number>().as('total'))
    .modifyEnd(plannedByItsValues)
    .executeTakeFirstOrThrow();
  const offset = offsetOf(page);
  if (offset >= total) return { items: [], total };
  const goesThroughList = (offset + page.limit) * all < total * total;
  const found = goesThroughList ? inOrder(scope, part) : allMatches(scope, part);
  const rows = await found
    .select(contactColumns)
    .orderBy('contacts.created_at', 'desc')
    .orderBy('contacts.id', 'desc')
    .limit(page.limit)
    .offset(offset)
    .modifyEnd(plannedByItsValues)
    .execute();
  return { items: rows.map(contactOf), total };
}

// No index knows of `strpos`: what remains is the order of the list.
function inOrder({ db, organizationId }: OrganizationScope, part: string) {
  return db
    .selectFrom('contacts')
    .where('contacts.organization_id', '=', organizationId)
    .where(sql`strpos(search_text, ${part})`, '>', 0);
}

// As a whole: with the limit in sight, PostgreSQL would go through the list for them.
function allMatches(scope: OrganizationScope, part: string) {
  return scope.db
    .with(
      (cte) => cte('contacts').materialized(),
      () => withTrigramIndex(scope, part).select(contactColumns),
    )
    .selectFrom('contacts');
}

function withTrigramIndex({ db, organizationId }: OrganizationScope, part: string) {
  return db
    .selectFrom('contacts')
    .where('contacts.organization_id', '=', organizationId)
    .where('search_text', 'like', `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`);
}

type Matching = ReturnType<typeof inOrder>;

// The matches are gone through once: for their number, and for the newest of them, of which alone the rest is fetched.
async function countedMeanwhile(
  { db, organizationId }: OrganizationScope,
  matching: Matching,
  page: Page,
): Promise<Listing<Contact>> {
  const newest = matching
    .select([
      'contacts.id as hit',
      'contacts.created_at as hit_at',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .orderBy('contacts.created_at', 'desc')
    .orderBy('contacts.id', 'desc')
    .limit(page.limit)
    .offset(offsetOf(page))
    .as('hits');
  const rows = await db
    .selectFrom(newest)
    .innerJoin('contacts', (join) =>
      join.on('contacts.organization_id', '=', organizationId).onRef('contacts.id', '=', 'hits.hit'),
    )
    .select(contactColumns)
    .select('hits.total')
    .orderBy('hits.hit_at', 'desc')
    .orderBy('hits.hit', 'desc')
    .execute();
  return { items: rows.map(contactOf), total: rows[0]?.total ?? (await totalPastTheEnd(matching, page)) };
}

// On a page without rows nothing carries the total; on the first one there is nothing to count.
async function totalPastTheEnd(matching: Matching, page: Page): Promise<number> {
  if (page.page === 1) return 0;
  const { total } = await matching
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

function amongItsOwn({ db, organizationId }: OrganizationScope, part: string) {
  const end = (name: 'first' | 'last') =>
    sql<number>`(select ${sql.ref(name)} from contact_ranges as own where own.organization_id = ${organizationId})`;
  return db
    .selectFrom('contacts')
    .where(sql`+contacts.organization_id`, '=', organizationId)
    .where('seq', '>=', end('first'))
    .where('seq', '<=', end('last'))
    .where(sql`instr(search_text, ${part})`, '>', 0);
}

// Only the organization's own range of the index is read, so that what a search costs is bounded by who asks. The plus keeps
// SQLite from walking all of its contacts to see which of them match: it has no figures about how few do.
function withTrigramTable({ db, organizationId }: OrganizationScope, part: string) {
  const trigrams = trigramsOf(part)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ');
  return db
    .selectFrom('contacts')
    .where(sql`+contacts.organization_id`, '=', organizationId)
    .where(
      'seq',
      'in',
      sql<number>`(select contact_search.rowid from contact_ranges as own cross join contact_search
        where own.organization_id = ${organizationId} and contact_search match ${trigrams}
          and contact_search.rowid between own.first and own.last)`,
    )
    .where(sql`instr(search_text, ${part})`, '>', 0);
}

/** As few trigrams as cover the whole text: each one less is a list less to read; that they stand together is seen in the text. */
function trigramsOf(part: string): string[] {
  const characters = Array.from(part);
  const starts = Array.from({ length: Math.floor(characters.length / 3) }, (_, index) => index * 3);
  return [...new Set([...starts, characters.length - 3])].map((start) =>
    characters.slice(start, start + 3).join(''),
  );
}

const accents = /\p{M}/gu;
const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu;
const separator = '\n';

/** Text as search compares it: without case and accents. */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(accents, '');
}

/** What is searched of a contact: its name and its number, parted by what no search can contain. */
export function searchText(name: string | null, phoneNumber: string): string {
  return folded(name ?? '') + separator + phoneNumber;
}

/** One or two characters that begin a word of the name, or the number with or without its plus. */
export function beginnings(name: string | null, phoneNumber: string): string[] {
  const text = folded(name ?? '');
  const starts = [...text.matchAll(wordStart)].map((match) => text.slice(match.index));
  const found = new Set<string>();
  for (const start of [...starts, phoneNumber, phoneNumber.slice(1)]) {
    const [first = '', second = ''] = start;
    found.add(first);
    found.add(first + second);
  }
  return [...found];
}

/** Whether a folded search is too short for parts and finds beginnings instead. */
function isShort(text: string): boolean {
  return Array.from(text).length <= 2;
}
