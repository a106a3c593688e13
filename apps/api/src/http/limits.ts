import type { RequestHandler, Response } from 'express';
import type { Counters } from '../limits/counters.ts';
import { monthAt, windowAt, windowEnd } from '../limits/windows.ts';
import type { Exchange } from './exchange.ts';
import { Refusal } from '../failures.ts';
import { present } from './present.ts';

/** Counts the request against the key's minute; 429 when it does not fit. */
export function rateLimit({ rate }: Counters): RequestHandler {
  return async (request, response, next) => {
    const { key, window } = windowOf(request.exchange);
    const taken = await orUnavailable(rate.take(key.keyId, window, key.rateLimit));
    showRate(response, key.rateLimit, taken.used, window);
    if (!taken.allowed) {
      const wait = windowEnd(window) * 1000 - present(request.exchange.organization).scope.now();
      throw new Refusal('rateLimitExceeded', {
        headers: { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) },
      });
    }
    next();
  };
}

/** Charges the request to the organization's month; 402 when it does not fit. */
export async function chargeQuota(
  { quota }: Counters,
  exchange: Exchange,
  response: Response,
): Promise<void> {
  const { id, monthlyQuota, scope } = present(exchange.organization);
  const month = monthAt(scope.now());
  const charged = await orUnavailable(quota.charge(id, month.name, monthlyQuota));
  showQuota(response, exchange, charged.used);
  if (!charged.allowed) throw new Refusal('quotaExceeded');
}

/** Puts the limits' headers on a reply that was judged after the credentials and has not reached them itself. */
export async function showLimits(counters: Counters, exchange: Exchange, response: Response): Promise<void> {
  if (exchange.key === undefined) return;
  if (!response.hasHeader('X-RateLimit-Limit')) {
    const { key, window } = windowOf(exchange);
    showRate(response, key.rateLimit, await counters.rate.read(key.keyId, window), window);
  }
  if (exchange.quotaShown !== true) {
    const { id, scope } = present(exchange.organization);
    showQuota(response, exchange, await counters.quota.read(id, monthAt(scope.now()).name));
  }
}

function windowOf(exchange: Exchange) {
  return { key: present(exchange.key), window: windowAt(present(exchange.organization).scope.now()) };
}

function showRate(response: Response, limit: number, used: number, window: number): void {
  response.setHeader('X-RateLimit-Limit', limit);
  response.setHeader('X-RateLimit-Remaining', Math.max(0, limit - used));
  response.setHeader('X-RateLimit-Reset', windowEnd(window));
}

function showQuota(response: Response, exchange: Exchange, used: number): void {
  const { monthlyQuota, scope } = present(exchange.organization);
  exchange.quotaShown = true;
  response.setHeader('X-Api-Quota-Limit', monthlyQuota ?? 'unlimited');
  response.setHeader('X-Api-Quota-Used', used);
  response.setHeader(
    'X-Api-Quota-Remaining',
    monthlyQuota === null ? 'unlimited' : Math.max(0, monthlyQuota - used),
  );
  response.setHeader('X-Api-Quota-Reset', monthAt(scope.now()).reset);
}

async function orUnavailable<T>(counted: Promise<T>): Promise<T> {
  try {
    return await counted;
  } catch (cause) {
    throw new Refusal('serviceUnavailable', { cause });
  }
}
