import { createClient, type Client } from '@atteny/client';
import { consoleBasePath } from '@atteny/contract';
import type {
  ClockAdvance,
  CreateWorldRequest,
  FaultPlan,
  FaultPlanState,
  InboundMessageResponse,
  JournalDelivery,
  JournalRequest,
  SimulateBoundaryRequest,
  SimulateInboundMessageRequest,
  StreamEvent,
  UpdatePlanRequest,
  World,
  WorldWithKey,
} from '@atteny/contract/console';

/** A world of a sandbox: an organization with a key, data, limits and a clock of its own. */
export interface SandboxWorld {
  readonly id: string;
  readonly apiKey: string;
  /** The public API as this world's app sees it. */
  readonly client: Client;
  /** A contact writes; resolves with the message, its conversation and its contact. */
  inbound(
    message: Omit<SimulateInboundMessageRequest, 'type'> & Partial<SimulateInboundMessageRequest>,
  ): Promise<InboundMessageResponse['data']>;
  /** Puts the clock forward, `6h` or `31d`; the attempts on the way are made and waited for. */
  advance(by: string): Promise<ClockAdvance>;
  /** The newest deliveries with their attempts, 100 at most. */
  deliveries(): Promise<JournalDelivery[]>;
  /** The newest requests with their replies, 100 at most. */
  requests(): Promise<JournalRequest[]>;
  /** What happens, as it happens, until the loop ends. */
  events(): AsyncGenerator<StreamEvent>;
  /** Changes the plan, or takes the world to an edge of it. */
  limits(change: UpdatePlanRequest | SimulateBoundaryRequest): Promise<World>;
  /** Puts a plan of faults in force; null takes it away; left out, what it has done so far. */
  faults(plan?: FaultPlan | null): Promise<FaultPlanState>;
  /** Back to how it was born, with the same key. */
  reset(): Promise<void>;
  delete(): Promise<void>;
}

/** A call of the sandbox's console was refused. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`${message} (${code}, HTTP ${status})`);
    this.status = status;
    this.code = code;
  }
}

export interface WorldConnection {
  readonly origin: string;
  readonly consoleToken: string;
}

/** Creates a world over the console, as `sandbox.world()` does. @throws {@link SandboxError} */
export async function createWorld(
  { origin, consoleToken }: WorldConnection,
  wanted: CreateWorldRequest = { seed: 'NONE' },
): Promise<SandboxWorld> {
  const authorization = `Bearer ${consoleToken}`;

  async function ask<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const response = await fetch(`${origin}${consoleBasePath}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const reply = (await response.json()) as { data: Data; code: string; error: string };
    if (!response.ok) throw new SandboxError(response.status, reply.code, reply.error);
    return reply.data;
  }

  const { id, key } = await ask<WorldWithKey>('POST', '/worlds', wanted);
  const path = `/worlds/${id}`;
  return {
    id,
    apiKey: key,
    client: createClient({ apiKey: key, baseUrl: origin }),
    inbound: (message) => ask('POST', `${path}/inbound-messages`, message),
    advance: (by) => ask('POST', `${path}/clock/advance`, { by }),
    deliveries: () => ask('GET', `${path}/deliveries?limit=100`),
    requests: () => ask('GET', `${path}/requests?limit=100`),
    events: () => eventsOf(`${origin}${consoleBasePath}${path}/events`, authorization),
    limits: (change) =>
      'kind' in change ? ask('POST', `${path}/boundaries`, change) : ask('PATCH', path, { plan: change }),
    faults: (plan) =>
      plan === undefined
        ? ask('GET', `${path}/faults`)
        : plan === null
          ? ask('DELETE', `${path}/faults`)
          : ask('PUT', `${path}/faults`, plan),
    reset: async () => void (await ask('POST', `${path}/reset`)),
    delete: async () => void (await ask('DELETE', path)),
  };
}

/** The stream of a world. Its blocks are `id`, `event` and `data`, a line each, ended by an empty one. */
async function* eventsOf(url: string, authorization: string): AsyncGenerator<StreamEvent> {
  const ending = new AbortController();
  const { body } = await fetch(url, { headers: { authorization }, signal: ending.signal });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(
          block
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
        );
        const { id, event, data } = fields;
        if (id && event && data) yield { id, event, data: JSON.parse(data) } as StreamEvent;
      }
    }
  } finally {
    ending.abort();
  }
}
