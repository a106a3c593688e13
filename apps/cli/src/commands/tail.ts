import { buildCommand } from '@stricli/core';
import { type Context, print } from '../context.ts';
import { isShown } from '../event-filter.ts';
import { eventLine } from '../event-line.ts';
import { follow } from '../event-stream.ts';
import { examples, urlFlag, valueFlag, worldFlag, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';

const kinds = ['request', 'delivery', 'attempt', 'endpoint-disabled', 'clock', 'reload'] as const;

interface Flags {
  readonly only?: readonly (typeof kinds)[number][];
  readonly operation?: string;
  readonly event?: string;
  readonly endpoint?: string;
  readonly failed: boolean;
  readonly world?: string;
  readonly url?: URL;
  readonly json: boolean;
}

export const tailCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say('Acompanha um mundo ao vivo', 'Follows a world live'),
      fullDescription: examples(
        say,
        say(
          'Requisições, entregas, tentativas e o relógio, uma linha cada, até Ctrl-C. Continua quando o sandbox reinicia.',
          'Requests, deliveries, attempts and the clock, a line each, until Ctrl-C. Goes on when the sandbox is started anew.',
        ),
        [
          'atteny tail',
          'atteny tail --only request --failed',
          'atteny tail --operation sendMessage',
          'atteny tail --only attempt --json | jq .data.attempt.statusCode',
        ],
      ),
    },
    parameters: {
      flags: {
        only: {
          kind: 'enum',
          values: kinds,
          variadic: ',',
          optional: true,
          brief: say('Só estes, separados por vírgula', 'These alone, separated by commas'),
        },
        operation: valueFlag(
          'operationId',
          say('Só requisições a esta operação', 'Requests to this operation alone'),
          String,
        ),
        event: valueFlag('name', say('Só entregas deste evento', 'Deliveries of this event alone'), String),
        endpoint: valueFlag(
          'id',
          say('Só o que vai a este endpoint', 'What goes to this endpoint alone'),
          String,
        ),
        failed: { kind: 'boolean', default: false, brief: say('Só o que falhou', 'What failed alone') },
        world: worldFlag(say),
        url: urlFlag(say),
        json: { kind: 'boolean', default: false, brief: say('Um JSON por linha', 'One JSON a line') },
      },
    },
    async func({ world, url, json, ...filter }) {
      const following = {
        url,
        worldId: worldOf(this, world),
        onLost: () =>
          void this.stderr.write(
            say('-- sem conexão; esperando o sandbox\n', '-- not connected; waiting for the sandbox\n'),
          ),
        onBack: () => void this.stderr.write(say('-- de volta\n', '-- back\n')),
      };
      for await (const event of follow(this, following)) {
        if (isShown(event, filter)) print(this, json ? JSON.stringify(event) : eventLine(event, this));
      }
    },
  });
