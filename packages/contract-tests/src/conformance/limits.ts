import { limits } from '@atteny/contract';
import type { Response } from '../target/exchange.ts';

/** What the limit headers of one reply say against each other and against the reply's own clock; empty when they agree. */
export function limitComplaints({ headers, status }: Response): string[] {
  return [...rate(headers, status), ...quota(headers, status)];
}

function rate(headers: Response['headers'], status: number): string[] {
  const [limit, remaining, reset] = numbers(
    headers,
    'x-ratelimit-limit',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return [];
  const found: string[] = [];
  const now = clock(headers);
  if (remaining > limit) {
    found.push(`X-RateLimit-Remaining ${remaining} is more than X-RateLimit-Limit ${limit}`);
  }
  if (status === 429 && remaining !== 0) found.push(`a 429 with X-RateLimit-Remaining ${remaining}`);
  if (reset % limits.rate.windowSeconds !== 0) {
    found.push(`X-RateLimit-Reset ${reset} is no edge of a window of ${limits.rate.windowSeconds} s`);
  }
  if (now !== undefined && (reset < now - 1 || reset > now + limits.rate.windowSeconds + 1)) {
    found.push(`X-RateLimit-Reset ${reset} is not within the window after Date ${now}`);
  }
  const [retry] = numbers(headers, 'retry-after');
  if (status === 429 && retry !== undefined && now !== undefined && Math.abs(now + retry - reset) > 2) {
    found.push(`Retry-After ${retry} does not lead from Date ${now} to X-RateLimit-Reset ${reset}`);
  }
  return found;
}

function quota(headers: Response['headers'], status: number): string[] {
  const [used, reset] = numbers(headers, 'x-api-quota-used', 'x-api-quota-reset');
  const limit = headers['x-api-quota-limit'];
  const remaining = headers['x-api-quota-remaining'];
  if (limit === undefined || remaining === undefined || used === undefined || reset === undefined) return [];
  const found: string[] = [];
  if ((limit === 'unlimited') !== (remaining === 'unlimited')) {
    found.push(`X-Api-Quota-Limit ${limit} beside X-Api-Quota-Remaining ${remaining}`);
  } else if (limit !== 'unlimited' && Number(remaining) !== Math.max(0, Number(limit) - used)) {
    found.push(
      `X-Api-Quota-Remaining ${remaining} is not X-Api-Quota-Limit ${limit} less X-Api-Quota-Used ${used}`,
    );
  }
  if (status === 402 && remaining !== '0') found.push(`a 402 with X-Api-Quota-Remaining ${remaining}`);
  const edge = new Date(reset * 1000).toISOString();
  if (!edge.endsWith('-01T00:00:00.000Z')) {
    found.push(`X-Api-Quota-Reset ${reset} (${edge}) is no first instant of a month in UTC`);
  }
  const now = clock(headers);
  if (now !== undefined && (reset < now - 1 || reset > now + 31 * 86_400 + 1)) {
    found.push(`X-Api-Quota-Reset ${reset} is not the next month after Date ${now}`);
  }
  return found;
}

function numbers(headers: Response['headers'], ...names: string[]): (number | undefined)[] {
  return names.map((name) => (/^\d+$/.test(headers[name] ?? '') ? Number(headers[name]) : undefined));
}

/** The reply's own clock in Unix seconds: worlds move theirs, so the judge never reads its own. */
function clock(headers: Response['headers']): number | undefined {
  const time = Date.parse(headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : time / 1000;
}
