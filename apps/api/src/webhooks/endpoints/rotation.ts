import type { WebhookSecret } from '@atteny/contract/public';
import type { OrganizationScope } from '../../organizations/scope.ts';
import { newSecret, overlaps, secretContext } from '../secrets/endpoint-secrets.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { instant } from '../../clock.ts';

const hour = 3_600_000;

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
    const end = now + overlapHours * hour;
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
