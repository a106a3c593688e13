import { buildCommand } from '@stricli/core';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { argument, examples, valueFlag, type WorldFlags, worldFlags, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';

interface Flags extends WorldFlags {
  readonly from: string;
  readonly name?: string;
}

/** Who writes where nobody is named. */
export const somebody = '+5511987654321';

export const inboundCommand = (say: Say) =>
  buildCommand<Flags, [string], Context>({
    docs: {
      brief: say('Um contato escreve para um mundo', 'A contact writes to a world'),
      fullDescription: examples(
        say,
        say(
          'Um número novo cria o contato e a conversa, e os endpoints do mundo recebem message.created.',
          'A new number creates the contact and the conversation, and the endpoints of the world receive message.created.',
        ),
        [
          'atteny inbound "Oi! Tem bolo de milho?"',
          'atteny inbound "Obrigada!" --from +5511912345678 --name Ana --world wld_6Hy3mR9pD2kZsX5t',
        ],
      ),
    },
    parameters: {
      flags: {
        from: {
          kind: 'parsed',
          parse: String,
          default: somebody,
          placeholder: 'phone',
          brief: say('Telefone de quem escreve, em E.164', 'Phone of who writes, in E.164'),
        },
        name: valueFlag('name', say('Nome de um contato novo', 'Name of a new contact'), String),
        ...worldFlags(say),
      },
      positional: argument({
        parse: String,
        placeholder: 'content',
        brief: say('O que o contato escreve', 'What the contact writes'),
      }),
    },
    async func({ from, name, world, url, json }, content) {
      const console = await openConsole(this, url);
      const { message, ...more } = await console.data(
        console.client.POST('/worlds/{worldId}/inbound-messages', {
          params: { path: { worldId: worldOf(this, world) } },
          body: { phoneNumber: from, content, type: 'TEXT', ...(name !== undefined && { name }) },
        }),
      );
      if (json) printJson(this, { message, ...more });
      else print(this, `${message.id}  ${message.conversationId}  ${from}: ${message.content}`);
    },
  });
