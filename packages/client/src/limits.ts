/** Headers of a reply, of whichever fetch. */
interface ReplyHeaders {
  get(name: string): string | null;
}

/** The rate limit of the key in the current window. */
export interface RateLimits {
  /** Requests that a window allows. */
  limit: number;
  /** Requests left in this window. */
  remaining: number;
  /** When the next window begins, by the server's clock. */
  resetAt: Date;
  /** Seconds until then, counted from the moment the reply was written. */
  resetAfter: number;
}

/** The quota of the organization in the current month. */
export interface QuotaLimits {
  /** Requests that the plan includes; Infinity when it has no ceiling. */
  limit: number;
  /** Requests counted so far. */
  used: number;
  /** Requests left; Infinity when the plan has no ceiling. */
  remaining: number;
  /** When the next month begins, by the server's clock. */
  resetAt: Date;
}

/** What a reply said of rate limit and quota; either is undefined when its headers did not come. */
export interface Limits {
  rate: RateLimits | undefined;
  quota: QuotaLimits | undefined;
}

function count(headers: ReplyHeaders, name: string): number {
  const text = headers.get(name);
  return text === 'unlimited' ? Number.POSITIVE_INFINITY : text ? Number(text) : Number.NaN;
}

/** When the reply was written, by the server's clock, in milliseconds; `now` where the runtime hides the header. */
export function writtenAt(headers: ReplyHeaders, now: number): number {
  return Date.parse(headers.get('Date') ?? '') || now;
}

/** Rate limit and quota from the headers of a reply; undefined when it has neither. */
export function readLimits(headers: ReplyHeaders, now: number): Limits | undefined {
  const reset = count(headers, 'X-RateLimit-Reset');
  const month = count(headers, 'X-Api-Quota-Reset');
  const rate = Number.isNaN(reset)
    ? undefined
    : {
        limit: count(headers, 'X-RateLimit-Limit'),
        remaining: count(headers, 'X-RateLimit-Remaining'),
        resetAt: new Date(reset * 1000),
        resetAfter: Math.max(0, reset - writtenAt(headers, now) / 1000),
      };
  const quota = Number.isNaN(month)
    ? undefined
    : {
        limit: count(headers, 'X-Api-Quota-Limit'),
        used: count(headers, 'X-Api-Quota-Used'),
        remaining: count(headers, 'X-Api-Quota-Remaining'),
        resetAt: new Date(month * 1000),
      };
  return rate || quota ? { rate, quota } : undefined;
}

/** Seconds that a reply asks to wait: Retry-After, as seconds or as a date; undefined when it asks for none. */
export function readRetryAfter(headers: ReplyHeaders, now: number): number | undefined {
  const text = headers.get('Retry-After');
  if (text === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - writtenAt(headers, now)) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
