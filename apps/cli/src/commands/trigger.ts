import { basePath, webhookEvents, type WebhookEventName } from '@atteny/contract';
import { buildCommand } from '@stricli/core';
import { openConsole, reach, refusal } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { argument, examples, type WorldFlags, worldFlags, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';
import { somebody } from './inbound.ts';

export const triggerCommand = (say: Say) =>
  buildCommand<WorldFlags, [WebhookEventName], Context>({
    docs: {
      brief: say('Faz um evento acontecer', 'Makes an event happen'),
      fullDescription: examples(
        say,
        say(
          `Faz de verdade o que causa o evento: um contato escreve (message.created), ou a organização escreve (message.sent). Para
message.sent vale a chave do mundo: a de demo é conhecida onde «atteny sandbox» foi iniciado; qualquer outra fica em ATTENY_API_KEY.`,
          `Really does what causes the event: a contact writes (message.created), or the organization writes (message.sent). For
message.sent the key of the world is needed: that of demo is known where “atteny sandbox” was started, any other is in ATTENY_API_KEY.`,
        ),
        ['atteny trigger message.created', 'atteny trigger message.sent --json'],
      ),
    },
    parameters: {
      flags: worldFlags(say),
      positional: argument({
        parse: eventOf(say),
        proposeCompletions: () => webhookEvents,
        placeholder: 'event',
        brief: webhookEvents.join(', '),
      }),
    },
    async func({ world, url, json }, event) {
      const message = await causes[event](this, url, worldOf(this, world));
      if (json) printJson(this, { event, message });
      else print(this, `${event}  ${message.id}  ${message.content}`);
    },
  });

/** What makes each event of the contract happen. */
const causes: Record<
  WebhookEventName,
  (context: Context, url: URL | undefined, worldId: string) => Promise<Message>
> = {
  'message.created': inboundMessage,
  'message.sent': async (context, url, worldId) => {
    const { conversationId } = await inboundMessage(context, url, worldId);
    return reply(context, url, worldId, conversationId);
  },
};

interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly content: string;
}

async function inboundMessage(context: Context, url: URL | undefined, worldId: string): Promise<Message> {
  const console = await openConsole(context, url);
  const { message } = await console.data(
    console.client.POST('/worlds/{worldId}/inbound-messages', {
      params: { path: { worldId } },
      body: { phoneNumber: somebody, content: 'Oi! Tem bolo de milho?', type: 'TEXT' },
    }),
  );
  return message;
}

/** The organization answers, as its app would: by the public API, with the key of the world. */
async function reply(
  context: Context,
  url: URL | undefined,
  worldId: string,
  conversationId: string,
): Promise<Message> {
  const { address } = await openConsole(context, url);
  const { environment, say } = context;
  const key = environment['ATTENY_API_KEY'] || (worldId === 'demo' ? address.apiKey : undefined);
  if (key === undefined) {
    throw new CommandError(
      exits.token,
      say(
        `message.sent precisa da chave do mundo ${worldId}: ponha-a em ATTENY_API_KEY. Ela aparece ao ${worldId === 'demo' ? 'iniciar o sandbox' : 'criar o mundo'}.`,
        `message.sent needs the key of the world ${worldId}: put it into ATTENY_API_KEY. It is shown when the ${worldId === 'demo' ? 'sandbox starts' : 'world is created'}.`,
      ),
    );
  }
  const request = new Request(`${address.url}${basePath}/conversations/${conversationId}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ content: 'Bom dia! Tem sim, saindo do forno.' }),
  });
  const response = await reach(context, address.url, request);
  const body = (await response.json().catch(() => undefined)) as { data: Message } | undefined;
  if (response.ok && body) return body.data;
  if (response.status === 404) {
    throw new CommandError(
      exits.token,
      say(
        `A chave em ATTENY_API_KEY não é do mundo ${worldId}.`,
        `The key in ATTENY_API_KEY is not that of the world ${worldId}.`,
      ),
    );
  }
  throw refusal(context, address.url, response.status, body as never);
}

const eventOf =
  (say: Say) =>
  (text: string): WebhookEventName => {
    const event = webhookEvents.find((name) => name === text);
    if (event) return event;
    const names = webhookEvents.join(', ');
    throw new Error(say(`precisa ser um de: ${names}`, `has to be one of: ${names}`));
  };
