import type { ClockAdvance, DisabledEndpoint, PlayedAttempt, WorldClock } from '@atteny/contract/console';
import type { Disabled, Written } from '../../webhooks/notices.ts';

const mostAttempts = 200;

/** Gathers what an advance does in one organization. */
export function playedReport(organizationId: string) {
  const attempts: PlayedAttempt[] = [];
  const endpointsDisabled: DisabledEndpoint[] = [];
  let attemptsTotal = 0;
  return {
    add: (written: Written[]): void => {
      for (const one of written) {
        if (one.claim.delivery.organization_id !== organizationId) continue;
        attemptsTotal++;
        if (attempts.length < mostAttempts) attempts.push(playedAttemptOf(one));
        if (one.disabled) endpointsDisabled.push(disabledEndpointOf(one.disabled));
      }
    },
    of: (clock: WorldClock, completed: boolean): ClockAdvance => ({
      clock,
      completed,
      attemptsTotal,
      attempts,
      endpointsDisabled,
    }),
  };
}

function playedAttemptOf({ claim, outcome, startedAt }: Written): PlayedAttempt {
  return {
    deliveryId: claim.delivery.id,
    webhookId: claim.delivery.webhook_id,
    number: claim.delivery.attempts_made + 1,
    startedAt: new Date(startedAt + claim.clockOffsetMs).toISOString(),
    statusCode: outcome.statusCode,
    error: outcome.error,
  };
}

export function disabledEndpointOf({ webhookId, reason, at }: Disabled): DisabledEndpoint {
  return { webhookId, reason, disabledAt: new Date(at).toISOString() };
}
