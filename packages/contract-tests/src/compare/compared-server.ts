import type { Exchange, Request } from '../target/exchange.ts';
import type { Worlds, WorldSettings } from '../target/worlds.ts';
import type { Credential } from '../sequences/step.ts';

/** One of the two targets that are compared. */
export interface ComparedServer {
  /** How a report calls it. */
  name: string;
  stateless: boolean;
  /** Whether every sequence begins in an organization of its own. */
  fresh: boolean;
  send(request: Request): Promise<Exchange>;
  begin(plan: WorldSettings): Promise<Actor>;
}

/** Who takes part in one sequence on one side: its keys, and what its organization has from the start. */
export interface Actor {
  keys: Record<Credential, string | null>;
  contactId: string;
  conversationId: string;
}

/** A well-formed key that nobody was ever given. */
const unknown = 'sk_live_00000000000000000000000000000000000000';

/** Makes a side of a target. Without worlds every sequence has the one key, and its organization, to itself and the last. */
export function openComparedServer({
  name,
  key,
  worlds,
  stateless,
  send,
  now,
}: {
  name: string;
  key: string;
  worlds: Worlds | undefined;
  stateless: boolean;
  send: ComparedServer['send'];
  /** Milliseconds since the epoch. */
  now: () => number;
}): ComparedServer {
  const first = async (list: string): Promise<string> => {
    const request = { method: 'GET', path: `${list}?limit=1`, headers: { authorization: `Bearer ${key}` } };
    const { response } = await send({ ...request, body: undefined });
    const { data } = (response.json ?? {}) as { data?: { id: string }[] };
    return data?.[0]?.id ?? 'nao_existe_1';
  };
  let shared: Promise<Actor> | undefined;
  const join = async (): Promise<Actor> => ({
    keys: { whole: key, narrow: key, unknown, none: null },
    contactId: await first('/contacts'),
    conversationId: await first('/conversations'),
  });
  return {
    name,
    stateless,
    fresh: worlds !== undefined,
    send,
    begin: async (plan) => {
      if (!worlds) return (shared ??= join());
      const world = await worlds.create();
      const narrow = await world.keyWith({ scopes: ['contacts:read'] });
      // A count begun behind the edge of a minute is not cut in two by the next one.
      if (plan.requestsPerMinute !== undefined) {
        await world.advance(`${61 - (Math.floor(now() / 1000) % 60)}s`);
      }
      if (Object.keys(plan).length > 0) await world.change(plan);
      return {
        keys: { whole: world.key, narrow, unknown, none: null },
        contactId: world.contactId,
        conversationId: world.conversationId,
      };
    },
  };
}
