import { randomUUID } from 'node:crypto';
import { type AllowedCallers, allowedCallers, listen, usualPorts } from '@atteny/request-reading';
import { buildCommand } from '@stricli/core';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, exits } from '../exit.ts';
import { examples, jsonFlag } from '../flags.ts';
import type { Say } from '../language.ts';
import { listening, untilInterrupted } from '../serving.ts';
import { hostFlag, portFlag } from './sandbox.ts';

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly dynamic: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
}

/** Where `atteny docs` serves them. */
const docsUrl = `http://localhost:${usualPorts.docs}/`;
const settings = { port: '--port', host: '--host' };

export const mockCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say(
        'Inicia o mock: responde pelos exemplos do contrato',
        'Starts the mock: answers by the contract’s examples',
      ),
      fullDescription: examples(
        say,
        say(
          'Não guarda nada. O cabeçalho Prefer escolhe a resposta: code=429, example=…, dynamic=true.',
          'Keeps nothing. The header Prefer chooses the reply: code=429, example=…, dynamic=true.',
        ),
        ['atteny mock', 'atteny mock --port 0 --quiet'],
      ),
    },
    parameters: {
      flags: {
        port: portFlag(say, `${usualPorts.mock}`),
        host: hostFlag(say),
        dynamic: {
          kind: 'boolean',
          default: false,
          brief: say(
            'Inventa respostas em vez de usar os exemplos',
            'Makes replies up instead of using the examples',
          ),
        },
        quiet: {
          kind: 'boolean',
          default: false,
          brief: say('Sem uma linha por requisição', 'No line a request'),
        },
        json: jsonFlag(say),
      },
    },
    async func({ port, host, dynamic, quiet, json }) {
      const [
        { createMockServer, usualLongestDelay },
        { readContract },
        { prismOperations },
        { textLog },
        { publicDocument },
      ] = await Promise.all([
        import('@atteny/mock/server'),
        import('@atteny/mock/contract'),
        import('@atteny/mock/prism'),
        import('@atteny/mock/log'),
        import('@atteny/contract/documents'),
      ]);
      const contract = readContract(publicDocument, await prismOperations(publicDocument));
      const newId = () => randomUUID().replaceAll('-', '');
      const server = createMockServer({
        contract: () => ({ contract, stale: false }),
        dynamic,
        longestDelay: usualLongestDelay,
        docs: docsUrl,
        log: textLog({ write: (text) => this.stdout.write(text), colours: this.colour }, Date.now, {
          quiet: quiet || json,
        }),
        now: Date.now,
        newSeed: newId,
        newRequestId: () => `req_${newId()}`,
        allowedCallers: callersOf(this),
      });
      const open = await listening(this, port, () => listen(server, { host, port }, settings));
      const baseUrl = `http://127.0.0.1:${open}${contract.basePath}`;
      if (json) printJson(this, { baseUrl });
      else print(this, `Mock: ${baseUrl}`);
      await untilInterrupted(this);
      server.close();
      server.closeAllConnections();
    },
  });

/** Who may call beside this machine, as the sandbox and the mock of a clone are told it. */
function callersOf({ environment }: Context): AllowedCallers {
  const { ATTENY_ALLOWED_HOSTS: hosts = '', ATTENY_ALLOWED_ORIGINS: origins = '' } = environment;
  const { callers, wrongHosts, wrongOrigins } = allowedCallers(hosts, origins);
  const wrong = [...wrongHosts, ...wrongOrigins];
  if (wrong.length === 0) return callers;
  throw new CommandError(exits.usage, `ATTENY_ALLOWED_HOSTS, ATTENY_ALLOWED_ORIGINS: ${wrong.join(' ')}`);
}
