import { webhooks } from '@atteny/contract';
import type { ServerProcess } from './server-process.ts';

/** A world of a server process, with an endpoint of its own. */
export interface ProofWorld {
  readonly id: string;
  readonly key: string;
  readonly conversationId: string;
  readonly webhookId: string;
  readonly secret: string;
}

interface Created {
  id: string;
  key: string;
  secret: string;
  conversation: { id: string };
}

/** Creates a world with a conversation and an endpoint at `url`, as an integrator would. */
export async function newWorld(server: ServerProcess, url: string): Promise<ProofWorld> {
  const ask = async (base: string, bearer: string, json: object): Promise<Created> => {
    const response = await fetch(server.origin + base, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
    if (response.status !== 201) throw new Error(`${base}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { data: Created }).data;
  };
  const plan = { requestsPerMinute: 1_000_000 };
  const world = await ask('/console/v1/worlds', server.token, { plan });
  const said = { phoneNumber: '+5511987654321', content: 'Oi!' };
  const { conversation } = await ask(`/console/v1/worlds/${world.id}/inbound-messages`, server.token, said);
  const events = [webhooks.onMessageSent];
  const endpoint = await ask('/api/v1/webhooks', world.key, { url, events });
  return {
    id: world.id,
    key: world.key,
    conversationId: conversation.id,
    webhookId: endpoint.id,
    secret: endpoint.secret,
  };
}
