import type { Logger } from 'pino';
import type { Watcher } from '../http/watch.ts';

/** One line a request; neither keys nor query nor body, which are other people's. */
export function requestLog(log: Logger): Watcher[] {
  if (!log.isLevelEnabled('info')) return [];
  return [
    ({ exchange, request, response, duration }) =>
      log.info(
        {
          requestId: exchange.requestId,
          method: request.method,
          operation: exchange.operation?.operationId,
          organization: exchange.organization?.id,
          key: exchange.key?.keyId,
          status: response.statusCode,
          duration,
        },
        'request',
      ),
  ];
}
