import type { CompiledQuery, Transaction } from 'kysely';
import { type Database, type Executor, isForeignKeyViolation } from '../db/database.ts';
import { outsideTimeBudget } from '../db/time-budget.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Tables } from '../db/tables.ts';
import type { Clock } from '../clock.ts';

/**
 * Work on behalf of one organization: a tenant scope, as the field says; the contract calls a tenant an organization.
 * Every store of an organization's data is had from one and from nothing else, so that a store always knows whose rows it
 * may touch. It has nothing to do with the scopes of a key.
 */
export interface OrganizationScope {
  readonly organizationId: string;
  readonly db: Executor;
  readonly dialect: Database['dialect'];
  /** Runs a statement that is built already and only reads; inside a transaction it sees what that has written. */
  read<Row>(statement: CompiledQuery<Row>): Promise<Row[]>;
  /** World time in milliseconds: real time plus the organization's offset. */
  now(): number;
  /**
   * Runs `work` in a transaction; inside one already, in that one. It may run again from its beginning, where another
   * transaction was in its way.
   */
  transaction<T>(work: (scope: TransactionScope) => Promise<T>): Promise<T>;
  /**
   * The same scope, whose transactions may be shared with those of others, of any organization, that have another name. `name` is
   * what the work locks.
   */
  joint(name: string): OrganizationScope;
  /**
   * Calls `work` once the transaction is committed; outside of one, at once. If it is not, or nobody will tell, it calls `otherwise`
   * instead.
   */
  afterCommit(work: () => void, otherwise?: () => void): void;
}

/** A scope inside a transaction: what is written through it is kept as a whole, or not at all. */
export interface TransactionScope extends OrganizationScope {
  readonly insideTransaction: true;
}

/** The organization was deleted while something was done on its behalf, and with it whatever that was. */
export class OrganizationGone extends Error {
  override readonly name = 'OrganizationGone';
}

/** The scope of one organization over the whole database. */
export function organizationScope(
  database: Database,
  organizationId: string,
  now: () => number,
): OrganizationScope {
  const { kysely, dialect } = database;
  const scope: OrganizationScope = {
    organizationId,
    db: kysely,
    dialect,
    now,
    read: async (statement) =>
      database.read === undefined ? (await kysely.executeQuery(statement)).rows : database.read(statement),
    afterCommit: (work) => work(),
    transaction: (work) => within((inside) => inTransaction(database, inside), work),
    joint(name) {
      const { jointTransaction } = database;
      if (jointTransaction === undefined) return scope;
      return { ...scope, transaction: (work) => within((inside) => jointTransaction(name, inside), work) };
    },
  };

  async function within<T>(
    transact: (work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>,
    work: (scope: TransactionScope) => Promise<T>,
  ): Promise<T> {
    let afterwards: { work: () => void; otherwise: () => void }[] = [];
    const undone = () => {
      for (const { otherwise } of afterwards.splice(0)) otherwise();
    };
    const begun = transact((transaction) => {
      undone();
      const later: OrganizationScope['afterCommit'] = (committed, otherwise = () => {}) =>
        afterwards.push({ work: committed, otherwise });
      return work(scopeInside(transaction, dialect, organizationId, now, later));
    });
    const done = await begun.catch(async (error: unknown) => {
      undone();
      if (isForeignKeyViolation(error) && !(await exists(kysely, organizationId))) {
        throw new OrganizationGone(organizationId, { cause: error });
      }
      throw error;
    });
    outsideTimeBudget(() => {
      for (const { work: committed } of afterwards) committed();
    });
    return done;
  }

  return scope;
}

async function exists(db: Executor, id: string): Promise<boolean> {
  const row = await db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** The scope of one organization inside a transaction that is under way. */
export function scopeInside(
  transaction: Executor,
  dialect: Database['dialect'],
  organizationId: string,
  now: () => number,
  afterCommit: OrganizationScope['afterCommit'] = (_work, otherwise) => otherwise?.(),
): TransactionScope {
  const inside: TransactionScope = {
    insideTransaction: true,
    organizationId,
    db: transaction,
    dialect,
    now,
    read: async (statement) => (await transaction.executeQuery(statement)).rows,
    transaction: (nested) => nested(inside),
    joint: () => inside,
    afterCommit,
  };
  return inside;
}

/** The scope of an organization by its id, on its own clock. Undefined when there is no such organization. */
export async function worldScope(
  database: Database,
  clock: Clock,
  organizationId: string,
): Promise<OrganizationScope | undefined> {
  const offset = await clockOffset(database.kysely, organizationId);
  if (offset === undefined) return undefined;
  return organizationScope(database, organizationId, () => clock.now() + offset);
}

/** World time minus real time of an organization, in milliseconds. Undefined when there is no such organization. */
export async function clockOffset(db: Executor, organizationId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('organizations')
    .select('clock_offset_ms')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  return row?.clock_offset_ms;
}

/**
 * Makes others that would count something of the organization wait until this transaction ends: two creations at once
 * must not both see the last free place. The embedded database has one writer anyway.
 */
export async function lockOrganization({ db, dialect, organizationId }: OrganizationScope): Promise<void> {
  if (dialect !== 'postgres') return;
  await db.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate().execute();
}
