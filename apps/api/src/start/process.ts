import { once } from 'node:events';
import { callersWarning } from '@atteny/request-reading';
import pino from 'pino';
import { systemClock } from '../clock.ts';
import { demoKey } from '../demo/seed.ts';
import { resealSecrets } from '../webhooks/secrets/reseal.ts';
import { createSecretBox } from '../webhooks/secrets/secret-box.ts';
import { readSettings } from './environment.ts';
import { openStores } from './open.ts';
import { run, type Running } from './run.ts';
import { secretsKeysFor } from './secrets-key.ts';
import { localBaseUrl, type Settings } from './settings.ts';
import { startFailure } from './start-failure.ts';

/** Tells the person who started a sandbox where it is and how to call it. Production logs instead. */
export function announce(
  settings: Settings,
  { port, consoleToken }: Pick<Running, 'port' | 'consoleToken'>,
  signInLink: string | null,
): void {
  if (settings.mode !== 'sandbox') return;
  const baseUrl = localBaseUrl(port);
  const warning = callersWarning(settings.allowedCallers);
  console.log(
    [
      `Sandbox da API Atteny: ${baseUrl}`,
      `Chave de demonstração: ${demoKey}`,
      `Token do console:      ${consoleToken}`,
      ...(signInLink === null ? [] : [`Painel, vale uma vez:  ${signInLink}`]),
      ...(warning === undefined ? [] : ['', warning]),
      '',
      `  curl ${baseUrl}/contacts -H "Authorization: Bearer ${demoKey}"`,
      '',
    ].join('\n'),
  );
}

/** What `pnpm sandbox --help` says: every setting of the process. */
export const usage = `pnpm sandbox [--port <número>] [--host <endereço>] [--reset | --reseal | --help]

Inicia o servidor da API Atteny. Como sandbox (o padrão), só nesta máquina, com dados de demonstração e uma chave pronta.

  --port <número>    porta; sem ela, ATTENY_API_PORT
  --host <endereço>  onde escutar; sem ela, ATTENY_API_HOST
  --reset            começa de novo, com a pasta de dados vazia
  --reseal           sela de novo, com a primeira chave de ATTENY_SECRETS_KEY, o que outras selaram, e termina
  --help             este texto

As demais escolhas vêm do ambiente:

  ATTENY_MODE              sandbox (padrão) ou production
  ATTENY_API_PORT          porta; 4000
  ATTENY_API_HOST          endereço; localhost (127.0.0.1 e ::1) no sandbox, 0.0.0.0 em produção
  ATTENY_DATA_FOLDER       pasta do banco embutido; .data
  DATABASE_URL             um PostgreSQL em vez do banco embutido
  REDIS_URL                onde contar os minutos quando há vários processos; precisa de DATABASE_URL
  ATTENY_CONSOLE_TOKEN     token do console; no sandbox, um novo a cada início
  ATTENY_CONSOLE_FOLDER    pasta do painel construído, servido em /console/; sem ela não há painel
  ATTENY_DOCS_URL          endereço da documentação, para onde o painel leva; com start, a que corre ao lado
  ATTENY_CONSOLE_FRAME_ANCESTORS  origens do mesmo site que podem mostrar o painel num quadro, separadas por espaço
  ATTENY_SECRETS_KEY       32 bytes em base64 que selam os segredos de webhook; durante uma troca, a nova e a antiga, com vírgula
  ATTENY_METRICS_PORT      porta das métricas do Prometheus; 9464 em produção, nenhuma no sandbox
  ATTENY_METRICS_HOST      endereço das métricas; 127.0.0.1
  ATTENY_LOG_LEVEL         silent, fatal, error, warn (padrão no sandbox), info (padrão em produção), debug ou trace
  ATTENY_KEEP_DELIVERIES_DAYS  dias por que ficam as entregas encerradas; 30
  ATTENY_VALIDATE_REPLIES  all (padrão no sandbox) ou sample (padrão em produção)
`;

const args = process.argv.slice(2);

try {
  if (args.includes('--help')) console.log(usage);
  else if (args.includes('--reseal')) process.exitCode = await resealAll();
  else await serve();
} catch (error) {
  console.error(startFailure(error));
  process.exitCode = 1;
}

/** Seals with the first of the keys what the others sealed. Returns the exit code. */
async function resealAll(): Promise<number> {
  const settings = readSettings(process.env, args, process.cwd());
  const stores = await openStores(settings, { clock: systemClock, log: pino() });
  try {
    const box = createSecretBox(secretsKeysFor(settings));
    const { resealed, unreadable } = await resealSecrets(stores.database, box);
    console.log(`Endpoints selados de novo: ${resealed}.`);
    if (unreadable.length === 0) return 0;
    console.error(`Nenhuma das chaves abre os segredos de: ${unreadable.join(', ')}.`);
    return 1;
  } finally {
    await stores.close();
  }
}

async function serve(): Promise<void> {
  const settings = readSettings(process.env, args, process.cwd());
  const log = pino({ level: settings.logLevel });
  const running = await run(settings, { clock: systemClock, log });
  const signInLink = settings.dashboard === null ? null : await running.signInLink();
  announce(settings, running, signInLink);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  // Asked twice, by a supervisor for instance, it ends no less orderly. Ctrl-C twice ends it at once.
  process.on('SIGTERM', () => {});
  await running.close();
}
