import type { FaultPlan, FaultPlanState } from '@atteny/contract/console';
import { buildCommand, buildRouteMap } from '@stricli/core';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { argument, examples, type WorldFlags, worldFlags, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';
import { readBytes } from '../secret.ts';

export const faultsCommands = (say: Say) =>
  buildRouteMap({
    docs: { brief: say('Põe falhas por encomenda num mundo', 'Puts faults to order into a world') },
    routes: { apply: applyCommand(say), show: planCommand(say, 'show'), clear: planCommand(say, 'clear') },
  });

const planNamed = (name: string) => `  seed: 42
  rules:
    - name: ${name}
      on: REQUEST
      operationId: sendMessage
      effect: CUT_AFTER
      count: 1
    - on: DELIVERY
      event: message.created
      effect: DUPLICATE`;

const applyCommand = (say: Say) =>
  buildCommand<WorldFlags, [string], Context>({
    docs: {
      brief: say('Põe em vigor um plano de falhas', 'Puts a plan of faults in force'),
      fullDescription: examples(
        say,
        say(
          `Um plano é um arquivo YAML ou JSON, com uma semente e regras. O mesmo plano faz a mesma corrida de novo:

${planNamed('envio-cai')}`,
          `A plan is a file of YAML or JSON, with a seed and rules. The same plan makes the same run again:

${planNamed('the-send-falls')}`,
        ),
        ['atteny faults apply plan.yaml', 'atteny faults apply plan.yaml --world wld_6Hy3mR9pD2kZsX5t'],
      ),
    },
    parameters: {
      flags: worldFlags(say),
      positional: argument({
        parse: String,
        placeholder: 'file',
        brief: say('Arquivo do plano', 'File of the plan'),
      }),
    },
    async func({ world, url, json }, file) {
      const { plan, lineOf } = await readPlan(this, file);
      const console = await openConsole(this, url);
      const answered = await console.client.PUT('/worlds/{worldId}/faults', {
        params: { path: { worldId: worldOf(this, world) } },
        body: plan as FaultPlan,
      });
      const details = (answered.error as { details?: { path: string; message: string }[] } | undefined)
        ?.details;
      if (details) {
        const lines = details.map(
          ({ path, message }) => `  ${file}:${lineOf(path)}: ${path.replace('/body/', '')} ${message}`,
        );
        throw new CommandError(
          exits.invalidFile,
          [say('O plano não vale:', 'The plan is not valid:'), ...lines].join('\n'),
        );
      }
      tell(this, json, await console.data(Promise.resolve(answered)));
    },
  });

const verbs = {
  show: ['Mostra o plano e o que já fez', 'Shows the plan and what it has done'],
  clear: ['Retira o plano de falhas', 'Takes the plan of faults away'],
} as const;

const planCommand = (say: Say, verb: keyof typeof verbs) =>
  buildCommand<WorldFlags, [], Context>({
    docs: {
      brief: say(verbs[verb][0], verbs[verb][1]),
      fullDescription: examples(say, say(verbs[verb][0], verbs[verb][1]), [`atteny faults ${verb}`]),
    },
    parameters: { flags: worldFlags(say) },
    async func({ world, url, json }) {
      const console = await openConsole(this, url);
      const params = { path: { worldId: worldOf(this, world) } };
      tell(
        this,
        json,
        await console.data(
          verb === 'show'
            ? console.client.GET('/worlds/{worldId}/faults', { params })
            : console.client.DELETE('/worlds/{worldId}/faults', { params }),
        ),
      );
    },
  });

function tell(context: Context, json: boolean, state: FaultPlanState): void {
  const { say } = context;
  if (json) printJson(context, state);
  else if (state.seed === null) print(context, say('Nenhum plano em vigor.', 'No plan in force.'));
  else {
    print(context, say(`Semente ${state.seed}`, `Seed ${state.seed}`));
    for (const { rule, on, effect, matched, hit } of state.rules) {
      print(
        context,
        `  ${rule}  ${on} ${effect}  ${say('casaram', 'matched')} ${matched}, ${say('atingidas', 'hit')} ${hit}`,
      );
    }
  }
}

/** The plan in a file, and in which of its lines a part of it stands. */
async function readPlan(
  context: Context,
  file: string,
): Promise<{ plan: unknown; lineOf: (path: string) => number }> {
  const lines = new LineCounter();
  const document = parseDocument((await readBytes(context, file)).toString('utf8'), { lineCounter: lines });
  const [error] = document.errors;
  if (error || !isMap(document.contents)) {
    const line = error?.linePos?.[0].line ?? 1;
    const why =
      error?.message.split('\n')[0]?.replace(/ at line .*/, '') ??
      context.say('não é um objeto', 'is no object');
    throw new CommandError(exits.invalidFile, `${file}:${line}: ${why}`);
  }
  return {
    plan: document.toJS(),
    lineOf(path) {
      // What is missing has no line: its parent's is told.
      for (let keys = path.split('/').slice(2); keys.length > 0; keys = keys.slice(0, -1)) {
        const node = document.getIn(
          keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
          true,
        );
        const range = (node as { range?: [number] } | undefined)?.range;
        if (range) return lines.linePos(range[0]).line;
      }
      return 1;
    },
  };
}
