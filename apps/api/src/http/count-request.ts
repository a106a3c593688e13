import type { Response } from 'express';
import { Refusal } from '../failures.ts';
import type { Counters } from '../limits/counters.ts';
import { monthAt, windowAt, windowEnd } from '../limits/windows.ts';
import type { Authenticated, Caller, Exchange } from './exchange.ts';

/** Counts the request against the key's minute; 429 when it does not fit. @returns the minute */
export async function takeRate(
  { rate }: Counters,
  { caller: { key, organization }, response }: Authenticated,
): Promise<number> {
  const window = windowAt(organization.scope.now());
  const taken = await orUnavailable(rate.take(key.keyId, window, key.rateLimit));
  showRate(response, key.rateLimit, taken.used, window);
  if (!taken.allowed) {
    const wait = windowEnd(window) * 1000 - organization.scope.now();
    throw new Refusal('rateLimitExceeded', {
      headers: { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) },
    });
  }
  return window;
}

/** Charges the request to the organization's month; 402 when it does not fit. */
export async function chargeQuota(
  { quota }: Counters,
  { caller, exchange, response }: Authenticated,
): Promise<void> {
  const { id, monthlyQuota, scope } = caller.organization;
  const month = monthAt(scope.now());
  const charged = await orUnavailable(quota.charge(id, month.name, monthlyQuota));
  showQuota(response, exchange, caller, charged.used);
  if (!charged.allowed) throw new Refusal('quotaExceeded');
}

/** Puts the limits' headers on a reply that was judged after the credentials and has not reached them itself. */
export async function showLimits(counters: Counters, exchange: Exchange, response: Response): Promise<void> {
  const { caller } = exchange;
  if (caller === undefined) return;
  const { key, organization } = caller;
  if (!response.hasHeader('X-RateLimit-Limit')) {
    const window = windowAt(organization.scope.now());
    showRate(response, key.rateLimit, await counters.rate.read(key.keyId, window), window);
  }
  if (exchange.quotaShown !== true) {
    const month = monthAt(organization.scope.now());
    showQuota(response, exchange, caller, await counters.quota.read(organization.id, month.name));
  }
}

function showRate(response: Response, limit: number, used: number, window: number): void {
  response.setHeader('X-RateLimit-Limit', limit);
  response.setHeader('X-RateLimit-Remaining', Math.max(0, limit - used));
  response.setHeader('X-RateLimit-Reset', windowEnd(window));
}

function showQuota(response: Response, exchange: Exchange, { organization }: Caller, used: number): void {
  const { monthlyQuota, scope } = organization;
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
