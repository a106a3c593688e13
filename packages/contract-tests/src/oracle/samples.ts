import { isSuccess } from './sendings.ts';
import { fresh, mismatches, Unknown, within, type Mismatch } from './template.ts';
import type { Moment, Receiving, Sending } from './world.ts';

/** Holds the reply of a Test against what a Test is: one attempt of a sample, finished, and nothing to come. */
export function mismatchesOfSample(
  value: unknown,
  { event }: Sending,
  endpoint: Receiving,
  moment: Moment,
): Mismatch[] {
  const item = (value ?? {}) as {
    attempts?: { statusCode?: unknown; error?: unknown; startedAt?: string; durationMs?: number }[];
  };
  const [attempt] = item.attempts ?? [];
  const status =
    attempt?.error === null && typeof attempt.statusCode === 'number' && isSuccess(attempt.statusCode);
  const end = Date.parse(attempt?.startedAt ?? '') + Number(attempt?.durationMs);
  const took = moment.received - moment.sent;
  const now = within(moment.from, moment.to);
  return mismatches(
    {
      id: fresh(() => false),
      webhookId: endpoint.id,
      eventId: fresh(() => false),
      event: event.event,
      kind: 'TEST',
      status: status ? 'SUCCEEDED' : 'FAILED',
      attempts: [
        {
          number: 1,
          startedAt: now,
          durationMs: new Unknown(
            (duration) =>
              Number.isSafeInteger(duration) && Number(duration) >= 0 && Number(duration) <= took + 2
                ? undefined
                : `${String(duration)} is not within the ${took} ms of the request`,
            0,
          ),
          // Which of both it is, the receiver says when the sample arrives.
          statusCode: new Unknown(
            (code) =>
              (code === null) === (attempt?.error !== null) || attempt?.error === 'RESPONSE_TOO_LARGE'
                ? undefined
                : `${String(code)} beside the error ${String(attempt?.error)}`,
            200,
          ),
          error: new Unknown(() => undefined, null),
          redirectLocation: new Unknown(
            (location) => (location === null || typeof location === 'string' ? undefined : 'is no text'),
            null,
          ),
          responseBody: new Unknown(
            (body) => (body === null || typeof body === 'string' ? undefined : 'is no text'),
            'ok',
          ),
        },
      ],
      nextAttemptAt: null,
      createdAt: now,
      completedAt: within(Number.isNaN(end) ? moment.from : end - 5, moment.to),
    },
    value,
  );
}
