import { scopes } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import { compose } from '../target/compose.ts';
import type { Exchange } from '../target/exchange.ts';
import type { World } from '../target/worlds.ts';
import type { Violation } from '../conformance/violation.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

/** The limits as promised: exact, per key, told in the headers, and over with their window. */
export const limitChecks: Check = {
  name: 'limits',
  title: 'rate limit, monthly quota and plan hold exactly, and their headers count along',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to set small limits'),
  async *run(context) {
    yield await rateLimit(context);
    yield await quota(context);
    for (const subject of subjects) {
      yield await everywhere(context, subject, { requestsPerMinute: 1 }, 429, 'rate_limit_exceeded', true);
      yield await everywhere(context, subject, { monthlyQuota: 1 }, 402, 'quota_exceeded', true);
      yield await everywhere(context, subject, { hasAPI: false }, 403, 'API_FEATURE_DISABLED', false);
      const hooks = subject.operation.path.startsWith('/webhooks');
      if (hooks) {
        yield await everywhere(context, subject, { hasWebhooks: false }, 403, 'API_FEATURE_DISABLED', false);
      }
    }
  },
};

const me = subjects.find(({ id }) => id === 'getMe') as Subject;

async function rateLimit(context: CheckContext): Promise<Result> {
  const limit = 5;
  const world = await context.worlds?.create({ requestsPerMinute: limit });
  const key = world?.key ?? context.key;
  const neighbour = await world?.keyWith({ scopes });
  if (world) await toNextMinute(context, world);
  const violations: Violation[] = [];
  let window: string | undefined;
  let passed = 0;
  for (let index = 0; index < limit + 3; index++) {
    const { exchange, violations: found } = await ask(context, me, compose(me, { key }));
    violations.push(...found);
    const reset = exchange.response.headers['x-ratelimit-reset'];
    if (window !== undefined && reset !== window) {
      return {
        name: 'rate limit',
        violations: [wrong(exchange, 'the window ended during the count; run again')],
      };
    }
    window = reset;
    if (exchange.response.status === 200) passed++;
    const remaining = Math.max(0, limit - index - 1);
    if (exchange.response.headers['x-ratelimit-remaining'] !== String(remaining)) {
      violations.push(
        wrong(
          exchange,
          `X-RateLimit-Remaining ${exchange.response.headers['x-ratelimit-remaining']} after ${index + 1} of ${limit}`,
        ),
      );
    }
    if (exchange.response.headers['x-ratelimit-limit'] !== String(limit)) {
      violations.push(wrong(exchange, `X-RateLimit-Limit is not ${limit}`));
    }
    if (index === limit + 2 && passed !== limit) {
      violations.push(wrong(exchange, `${passed} requests passed a limit of ${limit}`));
    }
  }
  if (neighbour !== undefined) {
    const beside = await ask(context, me, compose(me, { key: neighbour }));
    violations.push(...beside.violations, ...expectReply(me, beside.exchange, 200));
  }
  await world?.advance('61s');
  const { exchange } = await ask(context, me, compose(me, { key }));
  return {
    name: 'rate limit: exactly so many of a key in a window, and a new window begins',
    violations: [...violations, ...expectReply(me, exchange, 200)],
  };
}

async function quota(context: CheckContext): Promise<Result> {
  const world = await context.worlds?.create({ monthlyQuota: 3 });
  const key = world?.key ?? context.key;
  const violations: Violation[] = [];
  const list = subjects.find(({ id }) => id === 'listContacts') as Subject;
  for (let index = 0; index < 6; index++) {
    // What is refused before the handler costs nothing.
    const refused = await ask(context, list, { ...compose(list, { key }), path: '/contacts?limit=0' });
    violations.push(...refused.violations, ...expectReply(list, refused.exchange, 400));
    const { exchange, violations: found } = await ask(context, list, compose(list, { key }));
    violations.push(
      ...found,
      ...expectReply(list, exchange, index < 3 ? 200 : 402, index < 3 ? undefined : 'quota_exceeded'),
    );
    const used = String(Math.min(index + 1, 3));
    if (exchange.response.headers['x-api-quota-used'] !== used) {
      violations.push(
        wrong(
          exchange,
          `X-Api-Quota-Used ${exchange.response.headers['x-api-quota-used']} instead of ${used}`,
        ),
      );
    }
  }
  await world?.advance('32d');
  const after = await ask(context, list, compose(list, { key }));
  return {
    name: 'quota: charged exactly when the operation runs, and a new month begins',
    violations: [...violations, ...after.violations, ...expectReply(list, after.exchange, 200)],
  };
}

async function everywhere(
  context: CheckContext,
  subject: Subject,
  plan: { requestsPerMinute?: number; monthlyQuota?: number; hasAPI?: boolean; hasWebhooks?: boolean },
  status: number,
  code: string,
  spend: boolean,
): Promise<Result> {
  const world = await context.worlds?.create();
  const key = world?.key ?? context.key;
  const path = { contactId: world?.contactId ?? '', conversationId: world?.conversationId ?? '' };
  const request = compose(subject, { key, path, json: subject.body?.examples[0]?.value });
  // What was answered while the plan allowed it is not answered again.
  if (!spend) await context.send(request);
  await world?.change(plan);
  const spent = spend ? await context.send(compose(me, { key })) : undefined;
  const first = await ask(context, subject, request);
  // Where the minute turned in between, it was this request that took the only one of the new minute.
  const isNewMinute = spent !== undefined && resetOf(first.exchange) !== resetOf(spent);
  const { exchange, violations } = isNewMinute ? await ask(context, subject, request) : first;
  return {
    name: `${subject.id} ${status} ${code}`,
    violations: [
      ...(isNewMinute ? first.violations : []),
      ...violations,
      ...expectReply(subject, exchange, status, code),
    ],
  };
}

async function firstDate(context: CheckContext): Promise<number> {
  const { response } = await context.send(compose(me, { key: null }));
  return Date.parse(response.headers['date'] ?? '');
}

const resetOf = ({ response }: Exchange): string | undefined => response.headers['x-ratelimit-reset'];

/** A count begun at the edge of a minute is not cut in two by the next one. */
export async function toNextMinute(context: CheckContext, world: World): Promise<void> {
  const now = await firstDate(context);
  await world.advance(`${61 - (Math.floor((Number.isNaN(now) ? 0 : now) / 1000) % 60)}s`);
}

function wrong(exchange: Exchange, message: string): Violation {
  return { rule: 'limits', message, operationId: me.id, exchange };
}
