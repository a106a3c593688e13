import type { StreamEvent } from '@atteny/contract/console';

/** What of a stream is shown: everything that agrees with all that is asked for. */
export interface Filter {
  readonly only?: readonly StreamEvent['event'][] | undefined;
  readonly operation?: string | undefined;
  readonly event?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly failed: boolean;
}

export function isShown(
  event: StreamEvent,
  { only, operation, event: name, endpoint, failed }: Filter,
): boolean {
  if (only && !only.includes(event.event)) return false;
  if (operation !== undefined && !(event.event === 'request' && event.data.operationId === operation)) {
    return false;
  }
  if (name !== undefined && !(event.event === 'delivery' && event.data.event === name)) return false;
  if (endpoint !== undefined && !('webhookId' in event.data && event.data.webhookId === endpoint)) {
    return false;
  }
  return !failed || hasFailed(event);
}

function hasFailed(event: StreamEvent): boolean {
  switch (event.event) {
    case 'request':
      return event.data.status >= 400;
    case 'delivery':
      return event.data.status === 'FAILED';
    case 'attempt': {
      const { statusCode } = event.data.attempt;
      return statusCode === null || statusCode < 200 || statusCode > 299;
    }
    case 'endpoint-disabled':
      return true;
    case 'clock':
    case 'skipped':
    case 'reload':
      return false;
    default:
      return false;
  }
}
