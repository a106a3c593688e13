import type { Database } from '../../db/database.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';
import { secretContext } from './endpoint-secrets.ts';
import type { SecretBox } from './secret-box.ts';

/** What became of the secrets that another key had sealed, by endpoint. */
export interface Resealed {
  readonly resealed: number;
  /** Ids of endpoints whose secrets none of the keys opens: they are left as they were. */
  readonly unreadable: readonly string[];
}

type Row = Pick<WebhookEndpointsTable, 'organization_id' | 'id' | 'secret' | 'previous_secret'>;

const atOnce = 200;

/**
 * Seals every secret of an endpoint with the key that seals now. Each endpoint is one statement of its own, so that it may
 * be ended at any time and begun again, and servers go on beside it.
 */
export async function resealSecrets(database: Pick<Database, 'kysely'>, box: SecretBox): Promise<Resealed> {
  let resealed = 0;
  for (;;) {
    const pass = await passOver(database, box);
    resealed += pass.resealed;
    if (pass.overtaken === 0) return { resealed, unreadable: pass.unreadable };
  }
}

/** Goes through all endpoints once; `overtaken` were changed by somebody else at that moment. */
async function passOver({ kysely }: Pick<Database, 'kysely'>, box: SecretBox) {
  const pass = { resealed: 0, overtaken: 0, unreadable: [] as string[] };
  let last: Pick<Row, 'organization_id' | 'id'> = { organization_id: '', id: '' };
  for (;;) {
    const rows: Row[] = await kysely
      .selectFrom('webhook_endpoints')
      .select(['organization_id', 'id', 'secret', 'previous_secret'])
      .where((eb) => eb(eb.refTuple('organization_id', 'id'), '>', eb.tuple(last.organization_id, last.id)))
      .orderBy('organization_id')
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      if (!isOld(row.secret, box) && !isOld(row.previous_secret, box)) continue;
      const anew = sealAnew(row, box);
      if (anew === undefined) pass.unreadable.push(row.id);
      else if (await replace(kysely, row, anew)) pass.resealed += 1;
      else pass.overtaken += 1;
    }
    const end = rows.at(-1);
    if (end === undefined) return pass;
    last = end;
  }
}

function isOld(sealed: string | null, { mark }: SecretBox): boolean {
  return sealed !== null && !sealed.startsWith(mark);
}

type Sealed = Pick<Row, 'secret' | 'previous_secret'>;

/** undefined when none of the keys opens a secret of the row. */
function sealAnew(row: Row, box: SecretBox): Sealed | undefined {
  const context = secretContext(row.organization_id, row.id);
  const opened = openedBy((sealed) => box.open(sealed, context), row);
  if (opened === undefined) return undefined;
  const { secret, previous } = opened;
  return {
    secret: box.seal(secret, context),
    previous_secret: previous === null ? null : box.seal(previous, context),
  };
}

function openedBy(open: (sealed: string) => string, { secret, previous_secret: previous }: Sealed) {
  try {
    return { secret: open(secret), previous: previous === null ? null : open(previous) };
  } catch {
    return undefined;
  }
}

/** Writes unless somebody else has written since the row was read. */
async function replace(kysely: Database['kysely'], row: Row, anew: Sealed): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable('webhook_endpoints')
    .set(anew)
    .where('organization_id', '=', row.organization_id)
    .where('id', '=', row.id)
    .where('secret', '=', row.secret)
    .where((eb) =>
      row.previous_secret === null
        ? eb('previous_secret', 'is', null)
        : eb('previous_secret', '=', row.previous_secret),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
