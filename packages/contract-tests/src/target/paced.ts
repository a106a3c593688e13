import type { Exchange, Request } from './exchange.ts';

/**
 * Without a console a run has one key and its limit: after a 429 it waits for the next window and asks again,
 * telling so, instead of taking the refusal for an answer.
 */
export function paced(
  send: (request: Request) => Promise<Exchange>,
  { sleep, tell }: { sleep: (ms: number) => Promise<unknown>; tell: (seconds: number) => void },
): typeof send {
  return async (request) => {
    const exchange = await send(request);
    const wait = Number(exchange.response.headers['retry-after']);
    if (
      exchange.response.status !== 429 ||
      request.headers['prefer'] !== undefined ||
      !(wait >= 1 && wait <= 120)
    ) {
      return exchange;
    }
    tell(wait);
    await sleep(wait * 1000 + 200);
    return send(request);
  };
}
