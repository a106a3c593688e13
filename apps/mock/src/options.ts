import { fileURLToPath } from 'node:url';
import { type AllowedCallers, allowedCallers, usualPorts } from '@atteny/request-reading';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usualLongestDelay } from './respond/prefer-header.ts';

export interface Options {
  readonly help: boolean;
  readonly host: string;
  readonly port: number;
  /** Path of the contract's root document. */
  readonly contract: string;
  readonly dynamic: boolean;
  /** Milliseconds that a request may ask to wait. */
  readonly longestDelay: number;
  /** Address of the documentation, with a slash at its end. */
  readonly docs: string;
  readonly quiet: boolean;
  readonly json: boolean;
  /** Who may call, beside the pages and programs of this machine. */
  readonly allowedCallers: AllowedCallers;
}

/** A command line that cannot be followed. The message is for whoever typed it. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const ownContract = fileURLToPath(new URL('../../../spec/atteny/openapi.yaml', import.meta.url));

const known = {
  port: { type: 'string', short: 'p' },
  host: { type: 'string' },
  contract: { type: 'string' },
  dynamic: { type: 'boolean' },
  'max-delay': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * @param folder that relative paths start from
 * @throws OptionError
 */
export function optionsFrom(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  folder: string,
): Options {
  const values = valuesOf(argv);
  const flags = ['port', 'host', 'contract', 'max-delay'] as const;
  const empty = flags.find((flag) => values[flag] === '');
  if (empty) throw new OptionError(`--${empty} precisa de um valor. Veja: pnpm mock --help`);
  return {
    help: values.help ?? false,
    host: values.host ?? 'localhost',
    port: values.port === undefined ? portOf(environment) : asPort(values.port, '--port'),
    contract: values.contract === undefined ? ownContract : resolve(folder, values.contract),
    dynamic: values.dynamic ?? false,
    longestDelay: asDelay(values['max-delay'] ?? String(usualLongestDelay)),
    docs: `http://localhost:${environment['ATTENY_DOCS_PORT'] || usualPorts.docs}/`,
    quiet: values.quiet ?? false,
    json: values.json ?? false,
    allowedCallers: callersOf(environment),
  };
}

function valuesOf(argv: readonly string[]) {
  // `pnpm mock -- --port 1` hands on the dashes as well.
  const args = argv.filter((argument, index) => index > 0 || argument !== '--');
  try {
    return parseArgs({ args, options: known }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /--[\w-]+/.exec(message)?.[0] ?? /'(.+?)'/.exec(message)?.[1] ?? args.join(' ');
    const fault =
      code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
        ? 'Opção sem valor, ou com um que ela não aceita'
        : 'Opção desconhecida';
    throw new OptionError(`${fault}: ${flag}. Veja: pnpm mock --help`);
  }
}

function portOf({ ATTENY_MOCK_PORT: port }: NodeJS.ProcessEnv): number {
  return port ? asPort(port, 'ATTENY_MOCK_PORT') : usualPorts.mock;
}

function callersOf({ ATTENY_ALLOWED_HOSTS, ATTENY_ALLOWED_ORIGINS }: NodeJS.ProcessEnv): AllowedCallers {
  const found = allowedCallers(ATTENY_ALLOWED_HOSTS ?? '', ATTENY_ALLOWED_ORIGINS ?? '');
  const [wrongHost] = found.wrongHosts;
  const [wrongOrigin] = found.wrongOrigins;
  if (wrongHost !== undefined) throw new OptionError(`ATTENY_ALLOWED_HOSTS: ${wrongHost}`);
  if (wrongOrigin !== undefined) throw new OptionError(`ATTENY_ALLOWED_ORIGINS: ${wrongOrigin}`);
  return found.callers;
}

function asPort(text: string, source: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new OptionError(`${source} deve ser um número de 0 a 65535, e é "${text}".`);
  return port;
}

function asDelay(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new OptionError(`--max-delay deve ser um número de milissegundos, e é "${text}".`);
}

export function usage(): string {
  return `pnpm mock [opções]

Responde como a API da Atteny responderia, pelos exemplos do contrato e sem guardar nada.
Relê o contrato quando os arquivos mudam. Ctrl-C encerra.

  -p, --port <número>     porta (ATTENY_MOCK_PORT, senão ${usualPorts.mock}); 0 escolhe uma livre
      --host <endereço>   onde escutar (localhost: 127.0.0.1 e ::1); 0.0.0.0 abre à rede
      --dynamic           gera os corpos pelos esquemas, em vez de usar os exemplos
      --contract <arquivo>  outro documento raiz (spec/atteny/openapi.yaml)
      --max-delay <ms>    a maior espera que uma requisição pode pedir (${usualLongestDelay})
  -q, --quiet             escreve só o que deu errado
      --json              uma linha JSON por acontecimento
  -h, --help              mostra esta ajuda

Páginas e programas desta máquina podem chamá-lo; outros, só os nomeados:

  ATTENY_ALLOWED_ORIGINS  origens de páginas, como https://app.example, ou * para todas
  ATTENY_ALLOWED_HOSTS    nomes em Host, como mock:4010

Por requisição, no cabeçalho Prefer:

  Prefer: code=429                      a resposta documentada com este status
  Prefer: example=firstPage             a resposta com este exemplo
  Prefer: code=401, example=missingKey  as duas coisas
  Prefer: dynamic=true, seed=abc        um corpo gerado, sempre o mesmo com a mesma semente
  Prefer: delay=1500                    a resposta depois de 1500 ms
  Prefer: fault=cut                     uma conexão cortada; também empty, truncated e html`;
}
