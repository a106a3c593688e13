import { consoleDocument, numberAt } from '@atteny/contract/documents';
import { instant } from '../../clock.ts';
import type { ClockAdvance, DisabledEndpoint, PlayedAttempt, WorldClock } from '@atteny/contract/console';
import type { EndpointDisabled, AttemptWritten } from '../../webhooks/notices.ts';

const mostAttempts = numberAt(consoleDocument, 'ClockAdvance', 'properties', 'attempts', 'maxItems');

/** Gathers what an advance does in one organization. */
export function playedReport(organizationId: string) {
  const attempts: PlayedAttempt[] = [];
  const endpointsDisabled: DisabledEndpoint[] = [];
  let attemptsTotal = 0;
  return {
    add: (written: AttemptWritten[]): void => {
      for (const one of written) {
        if (one.organizationId !== organizationId) continue;
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

function playedAttemptOf({
  deliveryId,
  webhookId,
  number,
  startedAt,
  outcome,
}: AttemptWritten): PlayedAttempt {
  return {
    deliveryId,
    webhookId,
    number,
    startedAt: instant(startedAt),
    statusCode: outcome.statusCode,
    error: outcome.error,
  };
}

export function disabledEndpointOf({ webhookId, reason, at }: EndpointDisabled): DisabledEndpoint {
  return { webhookId, reason, disabledAt: instant(at) };
}
