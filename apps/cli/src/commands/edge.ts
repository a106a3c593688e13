import { consoleMaxima } from '@atteny/contract';
import type { SimulateBoundaryRequest } from '@atteny/contract/console';
import { buildCommand } from '@stricli/core';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import {
  argument,
  examples,
  wholeNumber,
  valueFlag,
  type WorldFlags,
  worldFlags,
  worldOf,
} from '../flags.ts';
import type { Say } from '../language.ts';

/** The limits by the name that a person types. */
const kinds = {
  minute: 'CALLS_LEFT_THIS_MINUTE',
  month: 'CALLS_LEFT_THIS_MONTH',
  failure: 'NEXT_FAILURE_DISABLES',
  key: 'KEY_EXPIRES',
  webhooks: 'NO_WEBHOOKS',
} as const satisfies Record<string, SimulateBoundaryRequest['kind']>;

interface Flags extends WorldFlags {
  readonly calls?: number;
  readonly endpoint?: string;
  readonly seconds?: number;
}

export const edgeCommand = (say: Say) =>
  buildCommand<Flags, [keyof typeof kinds], Context>({
    docs: {
      brief: say('Leva um mundo à beira de um limite', 'Takes a world to the edge of a limit'),
      fullDescription: examples(
        say,
        say(
          'minute e month: restam --calls chamadas; failure: a próxima desativa --endpoint; key: a chave vence em --seconds; webhooks: o plano os perde.',
          'minute and month: --calls calls are left; failure: the next disables --endpoint; key: the key expires in --seconds; webhooks: the plan loses them.',
        ),
        [
          'atteny edge minute --calls 3',
          'atteny edge key --seconds 30',
          'atteny edge failure --endpoint whk_9Xc4bV7mK2sDhG6t',
        ],
      ),
    },
    parameters: {
      flags: {
        calls: valueFlag(
          'n',
          say('Chamadas que restam', 'Calls that are left'),
          wholeNumber(say, 0, consoleMaxima['SimulateBoundaryRequest.calls']),
        ),
        endpoint: valueFlag('id', say('Endpoint', 'Endpoint'), String),
        seconds: valueFlag(
          'n',
          say('Segundos do mundo', 'Seconds of the world'),
          wholeNumber(say, 1, consoleMaxima['SimulateBoundaryRequest.seconds']),
        ),
        ...worldFlags(say),
      },
      positional: argument({
        parse: (text) => {
          if (text in kinds) return text as keyof typeof kinds;
          throw new Error(
            say(
              `precisa ser um de: ${Object.keys(kinds).join(', ')}`,
              `has to be one of: ${Object.keys(kinds).join(', ')}`,
            ),
          );
        },
        proposeCompletions: () => Object.keys(kinds),
        placeholder: 'limit',
        brief: Object.keys(kinds).join(', '),
      }),
    },
    async func({ calls, endpoint, seconds, world, url, json }, limit) {
      const console = await openConsole(this, url);
      const body: SimulateBoundaryRequest = {
        kind: kinds[limit],
        ...(calls !== undefined && { calls }),
        ...(endpoint !== undefined && { webhookId: endpoint }),
        ...(seconds !== undefined && { seconds }),
      };
      const state = await console.data(
        console.client.POST('/worlds/{worldId}/boundaries', {
          params: { path: { worldId: worldOf(this, world) } },
          body,
        }),
      );
      if (json) printJson(this, state);
      else print(this, `${state.id}  ${kinds[limit]}`);
    },
  });
