import { usualPorts } from '@atteny/request-reading';
import { buildCommand } from '@stricli/core';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { examples, jsonFlag } from '../flags.ts';
import type { Say } from '../language.ts';
import { packedSite } from '../packed-site.ts';
import { listening, untilInterrupted } from '../serving.ts';
import { hostFlag, portFlag } from './sandbox.ts';

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly json: boolean;
}

export const docsCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say('Serve a documentação', 'Serves the documentation'),
      fullDescription: examples(
        say,
        say('Em português, e em inglês em /en/.', 'In Portuguese, and in English at /en/.'),
        ['atteny docs'],
      ),
    },
    parameters: {
      flags: { port: portFlag(say, `${usualPorts.docs}`), host: hostFlag(say), json: jsonFlag(say) },
    },
    async func({ port, host, json }) {
      const folder = packedSite('docs');
      if (folder === undefined) {
        throw new CommandError(
          exits.inaccessible,
          say(
            'A documentação não foi construída. Num clone do repositório: pnpm build.',
            'The documentation has not been built. In a clone of the repository: pnpm build.',
          ),
        );
      }
      const { serveSite } = await import('@atteny/docs/serve');
      const site = await listening(this, port, () => serveSite({ folder, host, port, ports: usualPorts }));
      if (json) printJson(this, { url: site.url });
      else print(this, `${say('Documentação', 'Documentation')}: ${site.url}`);
      await untilInterrupted(this);
      await site.close();
    },
  });
