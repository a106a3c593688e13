import { type RawBuilder, sql } from 'kysely';
import type { OrganizationScope } from '../src/organizations/scope.ts';

const chunk = 10_000;
const firstNames = 'Ana Joao Maria Jose Conceicao Antonio Francisca Paulo Luiza Zuleica'.split(' ');
const lastNames = 'Silva Souza Lima Araujo Muller Prado Batista Nogueira Assuncao Teixeira'.split(' ');

/** What the database makes of a number, in its own words. */
interface Words {
  readonly code: RawBuilder<string>;
  readonly digits: RawBuilder<string>;
}

// Multiplied by numbers without a common divisor with the modulus: spread like random ones, and unique.
const words = {
  sqlite: {
    code: sql<string>`printf('%08x', (i * 2654435761) % 4294967296)`,
    digits: sql<string>`printf('%08d', (i * 7654321) % 100000000)`,
  },
  postgres: {
    code: sql<string>`lpad(to_hex((i * 2654435761) % 4294967296), 8, '0')`,
    digits: sql<string>`lpad(((i * 7654321) % 100000000)::text, 8, '0')`,
  },
} satisfies Record<string, Words>;

/** The code in the name of a contact that was filled in. */
export const codeOf = (index: number) =>
  ((BigInt(index) * 2654435761n) % 4294967296n).toString(16).padStart(8, '0');
/** The last eight digits of its number. */
export const digitsOf = (index: number) => String((index * 7_654_321) % 100_000_000).padStart(8, '0');

/** Fills an organization with contacts, with what belongs to each, by the database itself. */
export async function fill(scope: OrganizationScope, count: number): Promise<void> {
  const { code, digits } = words[scope.dialect];
  const pick = (names: readonly string[], by: RawBuilder<unknown>) =>
    sql`case ${by} ${sql.join(
      names.map((name, index) => sql`when ${sql.lit(index)} then ${sql.lit(name)}`),
      sql` `,
    )} end`;
  const start = scope.now() - count;
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(from + chunk, count);
    const made = sql`with recursive series(i) as (
        select ${sql.lit(from)} + 0 union all select i + 1 from series where i + 1 < ${sql.lit(to)}
      ), made as (
        select i, 'ctt_' || ${code} || ${digits} as id, '+55119' || ${digits} as phone,
          ${pick(firstNames, sql`i % 10`)} as first, ${pick(lastNames, sql`(i / 10) % 10`)} as last, ${code} as code,
          ${sql.lit(start)} + i as at
        from ${scope.dialect === 'postgres' ? sql`(select i::bigint as i from series) as series` : sql`series`}
      )`;
    const organization = sql.lit(scope.organizationId);
    await scope.transaction(async ({ db }) => {
      await sql`insert into contacts
        (organization_id, id, phone_number, name, search_text, created_at, updated_at)
        ${made} select ${organization}, id, phone, first || ' ' || last || ' ' || code,
          lower(first || ' ' || last || ' ' || code) || ${'\n'} || phone, at, at from made`.execute(db);
      const parts = [sql`lower(first)`, sql`lower(last)`, sql`code`, sql`phone`, sql`substr(phone, 2)`];
      const beginnings = parts.flatMap((part) =>
        [1, 2].map((length) => sql`substr(${part}, 1, ${sql.lit(length)})`),
      );
      for (const prefix of beginnings) {
        await sql`insert into contact_prefixes (organization_id, prefix, created_at, contact_id)
          ${made} select ${organization}, ${prefix}, at, id from made where true on conflict do nothing`.execute(
          db,
        );
      }
    });
  }
  await scope.db
    .updateTable('organizations')
    .set({ contact_total: count })
    .where('id', '=', scope.organizationId)
    .execute();
}
