import { randomBytes } from 'node:crypto';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';
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
