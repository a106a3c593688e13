import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildCommand } from '@stricli/core';
import { openConsole, reach } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { examples, worldFlags, worldOf } from '../flags.ts';
import type { Say } from '../language.ts';

interface Flags {
  readonly world?: string;
  readonly open: boolean;
  readonly url?: URL;
  readonly json: boolean;
}

export const consoleCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say('Dá a ligação que abre o painel', 'Gives the link that opens the dashboard'),
      fullDescription: examples(
        say,
        say(
          'A ligação vale uma vez, por dez minutos, e abre o painel de um mundo do sandbox.',
          'The link works once, for ten minutes, and opens the dashboard of one world of the sandbox.',
        ),
        ['atteny console', 'atteny console --open'],
      ),
    },
    parameters: {
      flags: {
        open: {
          kind: 'boolean',
          default: false,
          brief: say('Abre a ligação no navegador', 'Opens the link in the browser'),
        },
        ...worldFlags(say),
      },
    },
    async func({ world, open, url: flag, json }) {
      const console = await openConsole(this, flag);
      const { url } = console.address;
      const { ok } = await reach(this, url, new Request(`${url}/console/`));
      if (!ok) {
        throw new CommandError(
          exits.refused,
          say(`O sandbox em ${url} não tem o painel.`, `The sandbox at ${url} has no dashboard.`),
        );
      }
      const { organization } = await console.data(
        console.client.GET('/worlds/{worldId}', { params: { path: { worldId: worldOf(this, world) } } }),
      );
      const session = await console.data(
        console.client.POST('/organizations/{organizationId}/portal-sessions', {
          params: { path: { organizationId: organization.id } },
          body: { role: 'manage' },
        }),
      );
      const link = url + session.url;
      if (json) printJson(this, { ...session, url: link });
      else print(this, link);
      if (open && !(await opened(link))) {
        throw new CommandError(
          exits.fault,
          say(
            'Nenhum navegador pôde ser aberto. Abra a ligação você.',
            'No browser could be opened. Open the link yourself.',
          ),
        );
      }
    },
  });

/** Hands an address to the browser of whoever sits at this machine; false where there is none. */
async function opened(address: string): Promise<boolean> {
  const [command, ...args] = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] }[
    process.platform as string
  ] ?? ['xdg-open'];
  const opener = spawn(command ?? '', [...args, address], { stdio: 'ignore' });
  try {
    const [code] = (await once(opener, 'close')) as [number | null];
    return code === 0;
  } catch {
    return false;
  }
}
