import type { StreamEvent } from '@atteny/contract/console';
import { styleText } from 'node:util';
import type { Say } from './language.ts';

export interface LineOptions {
  readonly say: Say;
  readonly colour: boolean;
}

/** An event of the stream in one readable line, whatever a client or a receiver has written into it. */
export function eventLine(event: StreamEvent, { say, colour }: LineOptions): string {
  const paint = (status: number | null, text: string): string => {
    if (!colour) return text;
    return styleText(status !== null && status < 400 ? 'green' : 'red', text, { validateStream: false });
  };
  switch (event.event) {
    case 'request': {
      const { at, method, target, status, code, operationId, durationMs } = event.data;
      const parts = [
        time(at),
        method,
        target,
        paint(status, String(status)),
        code,
        operationId,
        `${durationMs} ms`,
      ];
      return tidy(parts);
    }
    case 'delivery': {
      const { id, event: name, status, createdAt, completedAt, nextAttemptAt, kind } = event.data;
      const next = nextAttemptAt && `${say('próxima tentativa', 'next attempt')} ${nextAttemptAt}`;
      return tidy([time(completedAt ?? createdAt), say('entrega', 'delivery'), id, name, kind, status, next]);
    }
    case 'attempt': {
      const { deliveryId, attempt } = event.data;
      const { number, startedAt, statusCode, error, durationMs, url } = attempt;
      const outcome = paint(statusCode, String(statusCode ?? error));
      return tidy([
        time(startedAt),
        say('tentativa', 'attempt'),
        String(number),
        deliveryId,
        outcome,
        `${durationMs} ms`,
        url,
      ]);
    }
    case 'endpoint-disabled': {
      const { webhookId, reason, disabledAt } = event.data;
      return tidy([time(disabledAt), say('endpoint desativado', 'endpoint disabled'), webhookId, reason]);
    }
    case 'clock':
      return tidy([time(event.data.now), say('relógio', 'clock'), event.data.now]);
    case 'skipped': {
      const { requests, since } = event.data;
      return tidy([
        time(since),
        `${requests} ${say('requisições só no diário', 'requests in the journal alone')}`,
      ]);
    }
    case 'reload':
      return tidy([
        event.data.reason === 'RESET'
          ? say('-- o mundo recomeçou', '-- the world began anew')
          : say('-- eventos se perderam', '-- events were missed'),
      ]);
    default:
      return tidy([(event as StreamEvent).event]);
  }
}

const time = (instant: string): string => instant.slice(11, 23);

/** Joined, and without control characters of others but for our own colours. */
const tidy = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .filter(Boolean)
    .join(' ')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/\u001B(?!\[(?:32|31|39)m)|[\u0000-\u001A\u001C-\u001F\u007F-\u009F]/g, '�');
