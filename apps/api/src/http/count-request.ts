import type { Response } from 'express';
import { Refusal } from '../failures.ts';
import { type Counted, type Counters, monthAt, windowAt, windowEnd } from '../limits/counters.ts';
import type { Authenticated, Caller, Exchange } from './pipeline.ts';

/** Counts the request against the key's minute; 429 when it does not fit. */
export async function takeRate({ rate }: Counters, authenticated: Authenticated): Promise<void> {
  const { key, organization } = authenticated.caller;
  const window = windowAt(organization.scope.now());
  demandRate(authenticated, window, await orUnavailable(rate.take(key.keyId, window, key.rateLimit)));
}

/** Counts it against the minute, 429, and charges it to the month, 402, of one that has nothing else to be judged for. */
export async function takeRateAndQuota(counters: Counters, authenticated: Authenticated): Promise<void> {
  const { key, organization } = authenticated.caller;
  const now = organization.scope.now();
  const window = windowAt(now);
  const { minute, month } = await orUnavailable(
    counters.count(
      { keyId: key.keyId, minute: window, limit: key.rateLimit },
      { organizationId: organization.id, month: monthAt(now).name, limit: organization.monthlyQuota },
    ),
  );
  demandRate(authenticated, window, minute);
  if (month !== undefined) demandQuota(authenticated, month);
}

function demandRate({ caller, response }: Authenticated, window: number, { used, allowed }: Counted): void {
  const { key, organization } = caller;
  showRate(response, key.rateLimit, used, window);
  if (allowed) return;
  const wait = windowEnd(window) * 1000 - organization.scope.now();
  throw new Refusal('rateLimitExceeded', {
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) },
  });
}

/** Charges the request to the organization's month; 402 when it does not fit. */
export async function chargeQuota({ quota }: Counters, authenticated: Authenticated): Promise<void> {
  const { id, monthlyQuota, scope } = authenticated.caller.organization;
  const month = monthAt(scope.now());
  demandQuota(authenticated, await orUnavailable(quota.charge(id, month.name, monthlyQuota)));
}

function demandQuota({ caller, exchange, response }: Authenticated, { used, allowed }: Counted): void {
  showQuota(response, exchange, caller, used);
  if (!allowed) throw new Refusal('quotaExceeded');
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
