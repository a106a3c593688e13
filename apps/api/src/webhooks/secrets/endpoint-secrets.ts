import { randomBytes } from 'node:crypto';
import type { WebhookSecret } from '@atteny/contract/public';
import { hourMs, instant } from '../../clock.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import type { SecretBox } from './secret-box.ts';

type Row = Pick<
  WebhookEndpointsTable,
  'organization_id' | 'id' | 'secret' | 'previous_secret' | 'previous_secret_expires_at'
>;

/** The row that a secret is sealed for. */
export function secretContext(organizationId: string, webhookId: string): string {
  return `webhook_endpoints/${organizationId}/${webhookId}`;
}

/**
 * The secrets that sign at `now` (world time): during the overlap of a rotation the previous one, with the new one
 * as the next; otherwise the new one alone.
 */
export function signingSecrets(
  endpoint: Row,
  now: number,
  box: SecretBox,
): { secret: string; nextSecret?: string } {
  const context = secretContext(endpoint.organization_id, endpoint.id);
  const secret = box.open(endpoint.secret, context);
  const { previous_secret: previous } = endpoint;
  if (previous === null || !overlaps(endpoint, now)) return { secret };
  return { secret: box.open(previous, context), nextSecret: secret };
}

/** Whether the previous secret still signs at `now`, world time. */
export function overlaps(endpoint: Pick<Row, 'previous_secret_expires_at'>, now: number): boolean {
  const { previous_secret_expires_at: expiresAt } = endpoint;
  return expiresAt !== null && now < expiresAt;
}

/** A signing secret of the contract's form: `whsec_` and 32 random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * Gives an endpoint a new secret, which is not shown again. The secret before it signs for `overlapHours` more;
 * during an overlap the oldest one goes on signing and the earlier end holds, so that a receiver that still has it
 * is not cut off by a second rotation. Undefined: no such endpoint.
 */
export async function rotateSecret(
  scope: OrganizationScope,
  webhookId: string,
  overlapHours: number,
  box: SecretBox,
): Promise<WebhookSecret | undefined> {
  const { organizationId } = scope;
  return await scope.transaction(async ({ db, dialect }) => {
    const select = db
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '=', webhookId);
    const endpoint = await (dialect === 'postgres' ? select.forUpdate() : select).executeTakeFirst();
    if (!endpoint) return undefined;
    const now = scope.now();
    const overlapping = overlaps(endpoint, now);
    const end = now + overlapHours * hourMs;
    const expiresAt = overlapping ? Math.min(end, endpoint.previous_secret_expires_at ?? end) : end;
    const secret = newSecret();
    await db
      .updateTable('webhook_endpoints')
      .set({
        secret: box.seal(secret, secretContext(organizationId, webhookId)),
        ...(expiresAt > now
          ? {
              previous_secret: overlapping ? endpoint.previous_secret : endpoint.secret,
              previous_secret_expires_at: expiresAt,
            }
          : { previous_secret: null, previous_secret_expires_at: null }),
        updated_at: now,
      })
      .where('organization_id', '=', organizationId)
      .where('id', '=', webhookId)
      .execute();
    return {
      id: webhookId,
      secret,
      previousSecretExpiresAt: expiresAt > now ? instant(expiresAt) : null,
    };
  });
}
