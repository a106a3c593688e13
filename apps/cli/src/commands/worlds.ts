import { consoleLimits, consoleMaxima } from '@atteny/contract';
import type { CreateWorldRequest, World } from '@atteny/contract/console';
import { buildCommand, buildRouteMap } from '@stricli/core';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { argument, examples, jsonFlag, urlFlag, valueFlag, wholeNumber } from '../flags.ts';
import type { Say } from '../language.ts';

interface Common {
  readonly url?: URL;
  readonly json: boolean;
}

export const worldsCommands = (say: Say) =>
  buildRouteMap({
    docs: {
      brief: say(
        'Cria, mostra, recomeça e apaga mundos do sandbox',
        'Creates, shows, resets and deletes worlds',
      ),
    },
    routes: {
      list: listCommand(say),
      create: createCommand(say),
      show: oneWorld(say, 'show'),
      reset: oneWorld(say, 'reset'),
      delete: oneWorld(say, 'delete'),
    },
  });

const listCommand = (say: Say) =>
  buildCommand<Common, [], Context>({
    docs: {
      brief: say('Lista os mundos', 'Lists the worlds'),
      fullDescription: examples(say, say('Do mais novo ao mais antigo.', 'Newest first.'), [
        'atteny worlds list',
        'atteny worlds list --json',
      ]),
    },
    parameters: { flags: { url: urlFlag(say), json: jsonFlag(say) } },
    async func({ url, json }) {
      const console = await openConsole(this, url);
      const worlds: World[] = [];
      const { limit } = consoleMaxima;
      for (let page = 1; page === 1 || worlds.length === (page - 1) * limit; page += 1) {
        worlds.push(
          ...(await console.data(console.client.GET('/worlds', { params: { query: { page, limit } } }))),
        );
      }
      if (json) printJson(this, worlds);
      else for (const world of worlds) print(this, lineOf(this.say, world));
    },
  });

interface CreateFlags extends Common {
  readonly name?: string;
  readonly seed: 'none' | 'demo';
  readonly perMinute?: number;
  readonly perMonth?: number;
  readonly webhooks: boolean;
  readonly startAt?: string;
}

const createCommand = (say: Say) =>
  buildCommand<CreateFlags, [], Context>({
    docs: {
      brief: say('Cria um mundo, e mostra a chave dele uma vez', 'Creates a world, and shows its key once'),
      fullDescription: examples(
        say,
        say(
          'Um mundo é uma organização com chave, dados, limites e relógio só seus.',
          'A world is an organization with a key, data, limits and a clock of its own.',
        ),
        [
          'atteny worlds create --name "Padaria do teste"',
          'atteny worlds create --seed demo --per-minute 5 --per-month 100',
          "export ATTENY_API_KEY=$(atteny worlds create --json | node -pe 'JSON.parse(fs.readFileSync(0)).key')",
        ],
      ),
    },
    parameters: {
      flags: {
        name: valueFlag('name', say('Nome da organização', 'Name of the organization'), String),
        seed: {
          kind: 'enum',
          values: ['none', 'demo'],
          default: 'none',
          brief: say('Com que dados começa', 'What data it begins with'),
        },
        perMinute: valueFlag(
          'n',
          say('Requisições por minuto', 'Requests a minute'),
          wholeNumber(say, 1, consoleMaxima.RequestsPerMinute),
        ),
        perMonth: valueFlag(
          'n',
          say('Cota do mês; sem isto, sem teto', 'Quota of the month; without it none'),
          wholeNumber(say, 0, consoleMaxima.MonthlyQuota),
        ),
        webhooks: {
          kind: 'boolean',
          default: true,
          brief: say('Se o plano tem webhooks', 'Whether the plan has webhooks'),
        },
        startAt: valueFlag(
          'instant',
          say(
            `Hora em que o mundo começa, até ${consoleLimits.clockOffsetDays} dias à frente`,
            `Time at which the world begins, up to ${consoleLimits.clockOffsetDays} days ahead`,
          ),
          String,
        ),
        url: urlFlag(say),
        json: jsonFlag(say),
      },
    },
    async func({ name, seed, perMinute, perMonth, webhooks, startAt, url, json }) {
      const console = await openConsole(this, url);
      const body: CreateWorldRequest = {
        seed: seed === 'demo' ? 'DEMO' : 'NONE',
        ...(name !== undefined && { name }),
        ...(startAt !== undefined && { startAt }),
        plan: {
          ...(perMinute !== undefined && { requestsPerMinute: perMinute }),
          ...(perMonth !== undefined && { monthlyQuota: perMonth }),
          ...(!webhooks && { hasWebhooks: false }),
        },
      };
      if (Object.keys(body.plan ?? {}).length === 0) delete body.plan;
      const world = await console.data(console.client.POST('/worlds', { body }));
      if (json) {
        printJson(this, world);
        return;
      }
      print(this, lineOf(this.say, world));
      print(this, `${this.say('Chave (só desta vez)', 'Key (this once)')}: ${world.key}`);
    },
  });

const briefs = {
  show: ['Mostra um mundo', 'Shows a world'],
  reset: ['Volta um mundo ao que era ao nascer', 'Takes a world back to how it was born'],
  delete: ['Apaga um mundo com tudo o que tem', 'Deletes a world with all that is in it'],
} as const satisfies Record<string, readonly [string, string]>;

const brief = (say: Say, verb: keyof typeof briefs): string => say(briefs[verb][0], briefs[verb][1]);

const oneWorld = (say: Say, verb: keyof typeof briefs) =>
  buildCommand<Common, [string], Context>({
    docs: {
      brief: brief(say, verb),
      fullDescription: examples(say, brief(say, verb), [
        `atteny worlds ${verb} ${verb === 'delete' ? 'wld_6Hy3mR9pD2kZsX5t' : 'demo'}`,
      ]),
    },
    parameters: {
      flags: { url: urlFlag(say), json: jsonFlag(say) },
      positional: argument({
        parse: String,
        placeholder: 'id',
        brief: say('Identificador do mundo', 'Id of the world'),
      }),
    },
    async func({ url, json }, worldId) {
      const console = await openConsole(this, url);
      const params = { path: { worldId } };
      if (verb === 'delete') {
        const gone = await console.data(console.client.DELETE('/worlds/{worldId}', { params }));
        if (json) printJson(this, gone);
        else print(this, this.say(`Apagado: ${gone.id}`, `Deleted: ${gone.id}`));
        return;
      }
      const world = await console.data(
        verb === 'show'
          ? console.client.GET('/worlds/{worldId}', { params })
          : console.client.POST('/worlds/{worldId}/reset', { params }),
      );
      if (json) printJson(this, world);
      else print(this, lineOf(this.say, world));
    },
  });

/** A world in a line: id, name, plan and clock. */
function lineOf(say: Say, { id, organization, clock }: Pick<World, 'id' | 'organization' | 'clock'>): string {
  const { requestsPerMinute, monthlyQuota } = organization.plan;
  const quota = `${monthlyQuota ?? '∞'}/${say('mês', 'month')}`;
  return `${id}  ${organization.name}  ${requestsPerMinute}/min  ${quota}  ${clock.now}`;
}
