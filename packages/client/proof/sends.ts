import { AttenyError, createClient, type Client } from '@atteny/client';
import type { paths as ConsolePaths } from '@atteny/contract/console';
import type { LocalSandbox } from '@atteny/local-servers';
import { seededRandom, startCuttingProxy } from './cutting-proxy.ts';

export interface Proof {
  sends: number;
  cuts: number;
  failures: number;
  /** Failures that did not say that the outcome is unknown. */
  failuresWithoutWord: number;
  /** Messages that are in the conversation more than once. */
  duplicates: number;
  /** Messages that were reported as sent and are not in the conversation. */
  lost: number;
}

export interface Conditions {
  sandbox: LocalSandbox;
  sends: number;
  /** Share of the connections that are cut, from 0 to 1. */
  share: number;
  idempotentRetries: boolean;
  seed: number;
}

const AT_ONCE = 8;

/** Sends so many messages through a proxy that cuts connections, then counts what arrived. */
export async function sendThroughCuts(conditions: Conditions): Promise<Proof> {
  const { sandbox, sends, share, idempotentRetries, seed } = conditions;
  await liftRateLimit(sandbox);
  const direct = createClient({ apiKey: sandbox.apiKey, baseUrl: sandbox.origin });
  const proxy = await startCuttingProxy(sandbox.origin, share, seededRandom(seed));
  const atteny = createClient({ apiKey: sandbox.apiKey, baseUrl: proxy.origin, idempotentRetries });
  const conversationId = await anyConversation(direct);

  const errors: unknown[] = [];
  const reported = new Set<string>();
  const waiting = Array.from({ length: sends }, (_, index) => `prova ${seed}/${idempotentRetries}/${index}`);
  const sender = async () => {
    for (let content = waiting.pop(); content !== undefined; content = waiting.pop()) {
      try {
        await atteny.POST('/conversations/{conversationId}/messages', {
          params: { path: { conversationId } },
          body: { content },
        });
        reported.add(content);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await proxy.close();

  const arrived = await countArrived(direct, conversationId, `prova ${seed}/${idempotentRetries}/`);
  return {
    sends,
    cuts: proxy.cuts,
    failures: errors.length,
    failuresWithoutWord: errors.filter(
      (error) => !(error instanceof AttenyError && error.outcome === 'unknown'),
    ).length,
    duplicates: [...arrived.values()].filter((count) => count > 1).length,
    lost: [...reported].filter((content) => !arrived.has(content)).length,
  };
}

async function liftRateLimit({ origin, apiKey, consoleToken }: LocalSandbox) {
  const own = createClient({ apiKey, baseUrl: origin });
  const { data: me } = await own.GET('/me');
  const console = createClient<ConsolePaths>({ apiKey: consoleToken, baseUrl: `${origin}/console/v1` });
  await console.PATCH('/organizations/{organizationId}', {
    params: { path: { organizationId: me.organization.id } },
    body: { plan: { requestsPerMinute: 1_000_000 } },
  });
}

async function anyConversation(atteny: Client): Promise<string> {
  const { data } = await atteny.GET('/conversations', { params: { query: { limit: 1 } } });
  const [first] = data;
  if (!first) {
    throw new Error('The sandbox has no conversation to send to.');
  }
  return first.id;
}

async function countArrived(
  atteny: Client,
  conversationId: string,
  prefix: string,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const params = { path: { conversationId }, query: { limit: 100 } };
  for await (const { content } of atteny.items('/conversations/{conversationId}/messages', { params })) {
    if (content.startsWith(prefix)) {
      counts.set(content, (counts.get(content) ?? 0) + 1);
    }
  }
  return counts;
}
