import { parseArgs } from 'node:util';
import { usualPorts } from '@atteny/request-reading';
import type { LocalPorts } from './site/origins.ts';

export interface Settings {
  help: boolean;
  host: string;
  port: number;
  /** Where the samples find the local servers. */
  ports: LocalPorts;
  /** Where the site will stand, with a slash at its end. */
  site: string;
}

/** An option or a variable is wrong; the message says which and what it may be. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

export const usage = `Uso: pnpm --filter @atteny/docs start [--port ${usualPorts.docs}] [--host localhost]

Constrói a documentação quando algo mudou e a serve.

  --port <n>   porta, ou 0 para qualquer uma livre (ATTENY_DOCS_PORT, padrão ${usualPorts.docs})
  --host <h>   endereço em que escuta (padrão localhost: 127.0.0.1 e ::1)
  --help       mostra isto

Os exemplos apontam para o mock em ATTENY_MOCK_PORT (padrão ${usualPorts.mock}) e para o sandbox em ATTENY_API_PORT (padrão ${usualPorts.sandbox}).
ATTENY_DOCS_URL é o endereço em que o site ficará, para o mapa do site (padrão: o desta máquina).
`;

/** Reads the command line and the environment. Throws a SettingsError. */
export function readSettings(parameters: string[], environment: NodeJS.ProcessEnv): Settings {
  const { help, host, port } = parse(parameters);
  const own = portFrom(
    port ?? environment['ATTENY_DOCS_PORT'] ?? String(usualPorts.docs),
    port ? '--port' : 'ATTENY_DOCS_PORT',
  );
  return {
    help: help ?? false,
    host: host ?? 'localhost',
    port: own,
    site: siteFrom(environment['ATTENY_DOCS_URL'] ?? `http://localhost:${own}/`),
    ports: {
      mock: portFrom(environment['ATTENY_MOCK_PORT'] ?? String(usualPorts.mock), 'ATTENY_MOCK_PORT'),
      sandbox: portFrom(environment['ATTENY_API_PORT'] ?? String(usualPorts.sandbox), 'ATTENY_API_PORT'),
    },
  };
}

function parse(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters.filter((parameter) => parameter !== '--'),
      options: { help: { type: 'boolean' }, host: { type: 'string' }, port: { type: 'string' } },
    }).values;
  } catch (cause) {
    throw new SettingsError(`Opção desconhecida ou sem valor: ${parameters.join(' ')}. Veja --help.`, {
      cause,
    });
  }
}

function siteFrom(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new SettingsError(`ATTENY_DOCS_URL é "${text}"; precisa ser um endereço http ou https.`);
  }
  return text.replace(/\/*$/, '/');
}

function portFrom(text: string, name: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new SettingsError(`${name} é ${JSON.stringify(text)}; precisa ser uma porta de 0 a 65535.`);
  }
  return port;
}
