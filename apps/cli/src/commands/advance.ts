import { buildCommand } from '@stricli/core';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { argument, examples, type WorldFlags, worldFlags, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';

export const advanceCommand = (say: Say) =>
  buildCommand<WorldFlags, [string], Context>({
    docs: {
      brief: say('Adianta o relógio de um mundo', 'Advances the clock of a world'),
      fullDescription: examples(
        say,
        say(
          'De vencimento em vencimento: as tentativas de entrega dessas horas são feitas, e a resposta espera por elas.',
          'From due time to due time: the attempts of those hours are made, and the answer waits for them.',
        ),
        ['atteny advance 6h', 'atteny advance 31d --world wld_6Hy3mR9pD2kZsX5t --json'],
      ),
    },
    parameters: {
      flags: worldFlags(say),
      positional: argument({
        parse: durationOf(say),
        placeholder: 'duration',
        brief: say('Quanto: 500ms, 30s, 5m, 6h ou 31d', 'How far: 500ms, 30s, 5m, 6h or 31d'),
      }),
    },
    async func({ world, url, json }, by) {
      const console = await openConsole(this, url);
      const played = await console.data(
        console.client.POST('/worlds/{worldId}/clock/advance', {
          params: { path: { worldId: worldOf(this, world) } },
          body: { by },
        }),
      );
      if (json) {
        printJson(this, played);
        return;
      }
      print(
        this,
        this.say(
          `São ${played.clock.now} no mundo; tentativas feitas: ${played.attemptsTotal}.`,
          `It is ${played.clock.now} in the world; attempts made: ${played.attemptsTotal}.`,
        ),
      );
      for (const { startedAt, deliveryId, number, statusCode, error } of played.attempts) {
        print(this, `  ${startedAt}  ${deliveryId}  ${number}.  ${statusCode ?? error}`);
      }
      for (const { webhookId, reason, disabledAt } of played.endpointsDisabled) {
        print(this, `  ${disabledAt}  ${webhookId}  ${reason}`);
      }
      if (!played.completed) {
        print(
          this,
          this.say(
            'O prazo acabou antes: receptores lentos. Repita para continuar dali.',
            'Time ran out before the end: slow receivers. Repeat to go on from there.',
          ),
        );
      }
    },
  });

const durationOf =
  (say: Say) =>
  (text: string): string => {
    if (/^[1-9][0-9]{0,10}(ms|s|m|h|d)$/.test(text)) return text;
    throw new Error(say('precisa ser como 30s, 5m, 6h ou 31d', 'has to be like 30s, 5m, 6h or 31d'));
  };
