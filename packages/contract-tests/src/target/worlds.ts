import { setTimeout as sleep } from 'node:timers/promises';
import { scopes, type Scope } from '@atteny/contract';
import type { operations } from '@atteny/contract/console';
import type { Exchange } from './exchange.ts';
import type { Recorder } from './recorder.ts';
import { createSender } from './send.ts';
import { TargetError } from './target-error.ts';

type Body<Id extends keyof operations> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer T } };
}
  ? T
  : never;
type Data<Id extends keyof operations> = operations[Id]['responses'] extends infer R
  ? {
      [S in keyof R]: R[S] extends { content: { 'application/json': { success: true; data: infer D } } }
        ? D
        : never;
    }[keyof R]
  : never;

/** Limits of a world; generous unless a check says otherwise. `null` quota: none. */
export type WorldSettings = NonNullable<Body<'createWorld'>['plan']>;

/** What a check may ask of the target's console: organizations of its own, so that no two checks meet. */
export interface Worlds {
  /** A fresh organization with one contact that wrote once, and its conversation. */
  create(settings?: WorldSettings): Promise<World>;
  /** Every world that was made. */
  all(): readonly World[];
  /** Deletes every world that was made. */
  close(): Promise<void>;
}

/** One organization of the sandbox, as a check uses it. */
export interface World {
  id: string;
  /** A key with every scope. */
  key: string;
  contactId: string;
  conversationId: string;
  keyWith(settings: { scopes: readonly Scope[]; expiresAt?: string }): Promise<string>;
  /** A key that is valid, and what revokes it. */
  revocableKey(): Promise<{ key: string; revoke: () => Promise<void> }>;
  change(plan: WorldSettings): Promise<void>;
  /** Gives the organization another name. */
  rename(name: string): Promise<void>;
  /** Gives `key` another name. */
  renameKey(name: string): Promise<void>;
  /** Lets a contact write. */
  inbound(message: Body<'simulateInboundMessage'>): Promise<Data<'simulateInboundMessage'>>;
  /** Sets what people in the inbox would set. */
  mark(conversationId: string, status: Body<'updateConversationStatus'>['status']): Promise<void>;
  /** Notes by which ids the console keeps the latest requests, the given one among them. */
  journal(awaited: string | undefined): Promise<void>;
  /** Moves the world's clock on, playing all that falls due. */
  advance(by: string): Promise<Data<'advanceClock'>>;
}

const generous: WorldSettings = { requestsPerMinute: 100_000, monthlyQuota: 1_000_000 };

/** How long the journal is waited for, which is written a moment after the reply. */
const [journalTries, journalPauseMs] = [40, 50];

const unrecorded: Pick<Recorder, 'doing'> = { doing: (_what, work) => work() };

/** Opens the console of a target. @throws TargetError for what the console refuses, with its own sentence. */
export function openConsole(
  base: URL,
  token: string,
  { recorder = unrecorded, timeout }: { recorder?: Pick<Recorder, 'doing'>; timeout?: number } = {},
): Worlds {
  const sender = createSender(base, timeout);
  const made: World[] = [];

  async function call<T>(method: string, path: string, json?: unknown): Promise<T> {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const exchange = await sender.send({ method, path, headers, body });
    if (exchange.response.status >= 300) throw refusal(exchange);
    const said = exchange.response.json as { data?: T } | undefined;
    if (said?.data === undefined) throw refusal(exchange);
    return said.data;
  }

  async function create(settings: WorldSettings = {}): Promise<World> {
    const plan = { ...generous, ...settings };
    const world = await recorder.doing({ operation: 'createWorld', input: { plan } }, () =>
      call<Data<'createWorld'>>('POST', '/worlds', { plan }),
    );
    const worldId = world.id;
    const here = `/worlds/${worldId}`;
    const keys = `/organizations/${world.organization.id}/keys`;
    const inbound: World['inbound'] = (input) =>
      recorder.doing({ operation: 'simulateInboundMessage', input, worldId }, () =>
        call('POST', `${here}/inbound-messages`, input),
      );
    const first = await inbound({
      phoneNumber: '+5511987654321',
      name: 'Maria Aparecida Souza',
      content: 'Oi! Vocês entregam amanhã?',
    });
    const createKey = (settings_: Partial<Body<'createApiKey'>>): Promise<Data<'createApiKey'>> => {
      const input = { name: 'Prova de contrato', scopes: [...scopes], ...settings_ };
      const told = { organizationId: world.organization.id, ...input };
      return recorder.doing({ operation: 'createApiKey', input: told, worldId }, () =>
        call<Data<'createApiKey'>>('POST', keys, input),
      );
    };
    const opened: World = {
      id: worldId,
      key: world.key,
      contactId: first.contact.id,
      conversationId: first.conversation.id,
      inbound,
      keyWith: async (wanted) => (await createKey({ ...wanted, scopes: [...wanted.scopes] })).key,
      revocableKey: async () => {
        const { id, key } = await createKey({});
        const revoke = async (): Promise<void> => {
          const told = { organizationId: world.organization.id, id, key };
          await recorder.doing({ operation: 'revokeApiKey', input: told, worldId }, () =>
            call('DELETE', `${keys}/${id}`),
          );
        };
        return { key, revoke };
      },
      change: async (change) =>
        void (await recorder.doing({ operation: 'updateWorld', input: { plan: change }, worldId }, () =>
          call('PATCH', here, { plan: change }),
        )),
      rename: async (name) =>
        void (await recorder.doing({ operation: 'updateWorld', input: { name }, worldId }, () =>
          call('PATCH', here, { name }),
        )),
      renameKey: async (name) => {
        const { id } = world.apiKey;
        const told = { organizationId: world.organization.id, id, key: world.key, name };
        await recorder.doing({ operation: 'updateApiKey', input: told, worldId }, () =>
          call('PATCH', `${keys}/${id}`, { name }),
        );
      },
      mark: async (conversationId, status) =>
        void (await recorder.doing(
          { operation: 'updateConversationStatus', input: { conversationId, status }, worldId },
          () => call('PATCH', `${here}/conversations/${conversationId}`, { status }),
        )),
      advance: (by) =>
        recorder.doing({ operation: 'advanceClock', input: { by }, worldId }, () =>
          call('POST', `${here}/clock/advance`, { by }),
        ),
      journal: async (awaited) =>
        void (await recorder.doing({ operation: 'listJournalRequests', input: {}, worldId }, async () => {
          // The journal is written a moment after the reply.
          for (let tries = 0; tries < journalTries; tries += 1) {
            const latest = await call<Data<'listJournalRequests'>>('GET', `${here}/requests?limit=20`);
            if (awaited === undefined || latest.some(({ id }) => id === awaited)) break;
            await sleep(journalPauseMs);
          }
          const kept: { id: string }[] = [];
          for (let page = 1; kept.length === (page - 1) * 100; page += 1) {
            kept.push(
              ...(
                await call<Data<'listJournalRequests'>>('GET', `${here}/requests?limit=100&page=${page}`)
              ).map(({ id }) => ({ id })),
            );
          }
          return kept;
        })),
    };
    made.push(opened);
    return opened;
  }

  return {
    create,
    all: () => made,
    close: async () => {
      for (const { id } of made.splice(0)) await call('DELETE', `/worlds/${id}`).catch(() => undefined);
      sender.close();
    },
  };
}

function refusal({ request, response }: Exchange): TargetError {
  const { code, error } = (response.json ?? {}) as { code?: string; error?: string };
  const why =
    code === undefined
      ? `status ${response.status} and no envelope`
      : `${response.status} ${code}: ${error ?? ''}`;
  return new TargetError(
    `the console refused ${request.method} ${request.path} (${why}). Check --console and --console-token.`,
  );
}
