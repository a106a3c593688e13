import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { usualPorts } from '@atteny/request-reading';
import { buildCommand } from '@stricli/core';
import { addConnection, connectionPath, removeConnection } from '../connection-file.ts';
import { type Context, print, printJson } from '../context.ts';
import { examples, jsonFlag, valueFlag, wholeNumber } from '../flags.ts';
import type { Say } from '../language.ts';
import { packedSite } from '../packed-site.ts';
import { listening, untilInterrupted } from '../serving.ts';

interface Flags {
  readonly port: number;
  readonly data?: string;
  readonly reset: boolean;
  readonly json: boolean;
}

export const sandboxCommand = (say: Say) =>
  buildCommand<Flags, [], Context>({
    docs: {
      brief: say('Inicia o servidor de referência como sandbox', 'Starts the reference server as a sandbox'),
      fullDescription: examples(
        say,
        say(
          `Só nesta máquina, com dados de demonstração e uma chave pronta, em memória até Ctrl-C. Deixa endereço e token num arquivo que só
você lê, para os outros comandos. ATTENY_CONSOLE_TOKEN escolhe o token.`,
          `On this machine alone, with demo data and a key, in memory until Ctrl-C. Leaves address and token in a file that only you can
read, for the other commands. ATTENY_CONSOLE_TOKEN chooses the token.`,
        ),
        ['atteny sandbox', 'atteny sandbox --port 0 --json', 'atteny sandbox --data .atteny --reset'],
      ),
    },
    parameters: {
      flags: {
        port: portFlag(say, `${usualPorts.sandbox}`),
        data: valueFlag(
          'folder',
          say('Guarda os dados nesta pasta', 'Keeps the data in this folder'),
          String,
        ),
        reset: {
          kind: 'boolean',
          default: false,
          brief: say('Começa com a pasta vazia', 'Begins with an empty folder'),
        },
        json: jsonFlag(say),
      },
    },
    async func({ port, data, reset, json }) {
      const { environment, folder } = this;
      const { createSandbox } = await import('@atteny/api/sandbox');
      const consoleToken = environment['ATTENY_CONSOLE_TOKEN'];
      const dashboard = packedSite('console');
      const sandbox = await listening(this, port, () =>
        createSandbox({
          port,
          ...(consoleToken && { consoleToken }),
          ...(data !== undefined && { folder: resolve(folder, data), anew: reset }),
          ...(dashboard !== undefined && { dashboard }),
        }),
      );
      const url = new URL(sandbox.baseUrl).origin;
      const { apiKey, consoleToken: token } = sandbox;
      const path = connectionPath(environment, homedir());
      await addConnection(path, { url, token, apiKey, pid: process.pid });
      try {
        if (json) {
          printJson(this, {
            url,
            baseUrl: sandbox.baseUrl,
            consoleUrl: sandbox.consoleUrl,
            apiKey,
            connection: path,
          });
        } else {
          print(this, `Sandbox: ${sandbox.baseUrl}`);
          print(this, `${say('Chave', 'Key')}:   ${apiKey}`);
          if (dashboard !== undefined) {
            const link = await sandbox.signInLink();
            print(this, say(`Painel, vale uma vez: ${link}`, `Dashboard, works once: ${link}`));
          }
          print(this, say(`O token do console está em ${path}.`, `The console token is in ${path}.`));
          print(this, `\n  curl ${sandbox.baseUrl}/contacts -H "Authorization: Bearer ${apiKey}"\n`);
        }
        await untilInterrupted(this);
      } finally {
        await removeConnection(path, process.pid);
        await sandbox.close();
      }
    },
  });

export const portFlag = <Default extends string>(say: Say, port: Default) =>
  ({
    kind: 'parsed',
    parse: wholeNumber(say, 0, 65_535),
    default: port,
    placeholder: 'port',
    brief: say('Porta; 0 para qualquer uma livre', 'Port; 0 for any free one'),
  }) as const;

export const hostFlag = (say: Say) =>
  ({
    kind: 'parsed',
    parse: String,
    default: 'localhost',
    placeholder: 'address',
    brief: say('Onde escuta; 0.0.0.0 abre à rede', 'Where it listens; 0.0.0.0 opens it to the network'),
  }) as const;
