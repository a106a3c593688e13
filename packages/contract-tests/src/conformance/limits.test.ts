import { describe, expect, test } from 'vitest';
import { soundHeaders } from '../testing/fake-target.ts';
import { limitComplaints } from './limits.ts';

const complaints = (headers: Record<string, string>, status = 200): string[] =>
  limitComplaints({ status, headers: { ...soundHeaders(status), ...headers }, text: '', json: undefined });

describe('limit headers', () => {
  test.each([200, 402, 429])('that hold together at %i are no complaint', (status) => {
    const spent = status === 402 ? { 'x-api-quota-limit': '1', 'x-api-quota-remaining': '0' } : {};
    expect(complaints(spent, status)).toEqual([]);
  });

  test('of a reply without any are no complaint', () => {
    expect(limitComplaints({ status: 401, headers: {}, text: '', json: undefined })).toEqual([]);
  });

  test.each<[string, Record<string, string>, number, RegExp]>([
    ['more left than there is', { 'x-ratelimit-remaining': '121' }, 200, /Remaining 121 is more/],
    ['a 429 with requests left', { 'x-ratelimit-remaining': '1' }, 429, /429 with X-RateLimit-Remaining 1/],
    ['a reset within a window', { 'x-ratelimit-reset': '1773669961' }, 200, /no edge of a window/],
    ['a reset in milliseconds', { 'x-ratelimit-reset': '1773669960000' }, 200, /not within the window/],
    ['a reset that is over', { 'x-ratelimit-reset': '1773669840' }, 200, /not within the window/],
    ['Retry-After that misses the reset', { 'retry-after': '5' }, 429, /does not lead from/],
    [
      'a quota that does not add up',
      { 'x-api-quota-limit': '10', 'x-api-quota-remaining': '8' },
      200,
      /is not X-Api-Quota-Limit 10 less X-Api-Quota-Used 1/,
    ],
    ['half an unlimited quota', { 'x-api-quota-limit': '10' }, 200, /beside X-Api-Quota-Remaining unlimited/],
    ['a 402 with quota left', { 'x-api-quota-limit': '9', 'x-api-quota-remaining': '8' }, 402, /402 with/],
    [
      'a quota that ends within a month',
      { 'x-api-quota-reset': '1775001601' },
      200,
      /no first instant of a month/,
    ],
    ['a quota that ends two months on', { 'x-api-quota-reset': '1777593600' }, 200, /not the next month/],
  ])('%s', (_name, headers, status, complaint) => {
    expect(complaints(headers, status)).toEqual([expect.stringMatching(complaint)]);
  });
});
