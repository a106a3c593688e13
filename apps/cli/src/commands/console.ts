import { buildCommand } from '@stricli/core';
import { reach } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { examples, jsonFlag, urlFlag } from '../flags.ts';
import type { Say } from '../language.ts';
import { sandboxAddress } from '../sandbox-address.ts';

interface Flags {
  readonly url?: URL;
  readonly json: boolean;
}

export const consoleCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say('Diz onde está o painel do sandbox', 'Says where the dashboard of the sandbox is'),
      fullDescription: examples(
        say,
        say('O servidor o serve em /console/.', 'The server serves it at /console/.'),
        ['atteny console'],
      ),
    },
    parameters: { flags: { url: urlFlag(say), json: jsonFlag(say) } },
    async func({ url: flag, json }) {
      const { url } = await sandboxAddress(this, flag);
      const page = `${url}/console/`;
      const { ok } = await reach(this, url, new Request(page));
      if (!ok) {
        throw new CommandError(
          exits.refused,
          say(`O sandbox em ${url} não tem o painel.`, `The sandbox at ${url} has no dashboard.`),
        );
      }
      if (json) printJson(this, { url: page });
      else print(this, page);
    },
  });
