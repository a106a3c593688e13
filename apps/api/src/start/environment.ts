import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { delivery } from '@atteny/contract';
import { type AllowedCallers, allowedCallers, usualPorts } from '@atteny/request-reading';
import type { DashboardSettings } from '../dashboard/pages.ts';
import type { Settings, Storage } from './settings.ts';

/** Settings that cannot be used; the message lists every problem. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(problems: readonly string[]) {
    super(['O servidor não pode começar:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultMetricsPort = 9464;
const leastTokenLength = 32;
const shares = ['all', 'sample'] as const;
const modes = ['sandbox', 'production'] as const;
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/**
 * Reads the settings of a process. A variable that is empty counts as absent.
 * @throws SettingsError with everything that is missing or wrong, at once.
 */
export function readSettings(environment: Environment, args: readonly string[], folder: string): Settings {
  const problems: string[] = [];
  const text = (name: string) => environment[name] || null;
  const mode = oneOf(modes, text('ATTENY_MODE') ?? 'sandbox', 'ATTENY_MODE', problems);
  const production = mode === 'production';
  const metricsPort = text('ATTENY_METRICS_PORT') ?? (production ? String(defaultMetricsPort) : null);
  const options = optionsOf(args, problems);

  const settings: Settings = {
    mode,
    host: options.host ?? text('ATTENY_API_HOST') ?? (production ? '0.0.0.0' : 'localhost'),
    port:
      options.port === undefined
        ? portOf(text('ATTENY_API_PORT') ?? String(usualPorts.sandbox), 'ATTENY_API_PORT', problems)
        : portOf(options.port, '--port', problems),
    storage: storageOf(environment, folder),
    redisUrl: text('REDIS_URL'),
    consoleToken: text('ATTENY_CONSOLE_TOKEN'),
    secretsKey: text('ATTENY_SECRETS_KEY'),
    metrics:
      metricsPort === null
        ? null
        : {
            host: text('ATTENY_METRICS_HOST') ?? '127.0.0.1',
            port: portOf(metricsPort, 'ATTENY_METRICS_PORT', problems),
          },
    logLevel: oneOf(
      logLevels,
      text('ATTENY_LOG_LEVEL') ?? (production ? 'info' : 'warn'),
      'ATTENY_LOG_LEVEL',
      problems,
    ),
    validateReplies: oneOf(
      shares,
      text('ATTENY_VALIDATE_REPLIES') ?? (production ? 'sample' : 'all'),
      'ATTENY_VALIDATE_REPLIES',
      problems,
    ),
    docs: docsOf(text, production, problems),
    allowedCallers: callersOf(environment, problems),
    keepDeliveriesDays: daysOf(text('ATTENY_KEEP_DELIVERIES_DAYS'), problems),
    dashboard: dashboardOf(text, folder, problems),
    reset: options.reset ?? false,
  };
  problems.push(
    ...(production ? missingInProduction(settings, environment) : []),
    ...contradictions(settings),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function optionsOf(args: readonly string[], problems: string[]) {
  // `pnpm sandbox -- --reset` hands on the dashes as well.
  const given = args.filter((arg) => arg !== '--');
  try {
    const options = {
      port: { type: 'string' },
      host: { type: 'string' },
      reset: { type: 'boolean' },
      reseal: { type: 'boolean' },
    } as const;
    return parseArgs({ args: given, options }).values;
  } catch {
    problems.push(`${given.join(' ')}: opção desconhecida ou sem valor; veja --help.`);
    return {};
  }
}

function missingInProduction(settings: Settings, environment: Environment): string[] {
  const problems: string[] = [];
  const token = settings.consoleToken ?? '';
  if (token.length < leastTokenLength) {
    problems.push(
      `ATTENY_CONSOLE_TOKEN: falta o token do console, com ao menos ${leastTokenLength} caracteres (openssl rand -hex 32).`,
    );
  }
  if (!environment['DATABASE_URL'] && !environment['ATTENY_DATA_FOLDER']) {
    problems.push(
      'DATABASE_URL: falta o endereço do PostgreSQL (ou ATTENY_DATA_FOLDER, para um só processo).',
    );
  }
  if (settings.storage.kind === 'postgres' && settings.secretsKey === null) {
    problems.push('ATTENY_SECRETS_KEY: falta a chave dos segredos de webhook (openssl rand -base64 32).');
  }
  if (settings.reset) problems.push('--reset: só existe no sandbox.');
  return problems;
}

function contradictions({ storage, redisUrl, reset }: Settings): string[] {
  const problems: string[] = [];
  // What stands there may hold a password: it is not shown.
  if (storage.kind === 'postgres' && !isAddress(storage.url, /^(postgres|postgresql|socket):$/)) {
    problems.push('DATABASE_URL: não é um endereço, como postgres://usuario:senha@servidor:5432/banco.');
  }
  if (redisUrl !== null && !isAddress(redisUrl, /^rediss?:$/)) {
    problems.push('REDIS_URL: não é um endereço, como redis://servidor:6379.');
  }
  if (redisUrl !== null && storage.kind !== 'postgres') {
    problems.push('REDIS_URL: só tem uso com DATABASE_URL; o banco embutido conta no próprio processo.');
  }
  if (reset && storage.kind !== 'folder') {
    problems.push('--reset: só apaga uma pasta de dados, não um PostgreSQL.');
  }
  return problems;
}

const isAddress = (text: string, protocol: RegExp) => protocol.test(URL.parse(text)?.protocol ?? '');

function callersOf(environment: Environment, problems: string[]): AllowedCallers {
  const { ATTENY_ALLOWED_HOSTS: hosts, ATTENY_ALLOWED_ORIGINS: origins } = environment;
  const { callers, wrongHosts, wrongOrigins } = allowedCallers(hosts ?? '', origins ?? '');
  problems.push(
    ...wrongHosts.map((wrong) => `ATTENY_ALLOWED_HOSTS: ${wrong}`),
    ...wrongOrigins.map((wrong) => `ATTENY_ALLOWED_ORIGINS: ${wrong}`),
  );
  return callers;
}

function storageOf(environment: Environment, folder: string): Storage {
  const url = environment['DATABASE_URL'];
  if (url) return { kind: 'postgres', url };
  return { kind: 'folder', path: resolve(folder, environment['ATTENY_DATA_FOLDER'] || '.data') };
}

function dashboardOf(
  text: (name: string) => string | null,
  folder: string,
  problems: string[],
): DashboardSettings | null {
  const built = text('ATTENY_CONSOLE_FOLDER');
  const frameAncestors = (text('ATTENY_CONSOLE_FRAME_ANCESTORS') ?? '').split(' ').filter(Boolean);
  for (const origin of frameAncestors) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push(
        `ATTENY_CONSOLE_FRAME_ANCESTORS: "${origin}" não é uma origem, como https://app.exemplo.com.br.`,
      );
    }
  }
  return built === null ? null : { folder: resolve(folder, built), frameAncestors };
}

/** `start` says to a sandbox at which port of this machine it runs the documentation. */
function docsOf(
  text: (name: string) => string | null,
  production: boolean,
  problems: string[],
): string | null {
  const url = text('ATTENY_DOCS_URL');
  if (url === null) {
    const port = text('ATTENY_DOCS_PORT');
    return production || port === null ? null : `http://localhost:${port}/`;
  }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    problems.push(`ATTENY_DOCS_URL: "${url}" não é um endereço http ou https.`);
  }
  return url.endsWith('/') ? url : `${url}/`;
}

function portOf(text: string, name: string, problems: string[]): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) problems.push(`${name}: "${text}" não é uma porta.`);
  return port;
}

function daysOf(text: string | null, problems: string[]): number {
  if (text === null) return delivery.retentionDays;
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    problems.push(`ATTENY_KEEP_DELIVERIES_DAYS: "${text}" não é um número de dias, de 1 em diante.`);
  }
  return Number(text);
}

function oneOf<T extends string>(allowed: readonly T[], text: string, name: string, problems: string[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) problems.push(`${name}: "${text}" não é nenhum destes: ${allowed.join(', ')}.`);
  return found ?? (allowed[0] as T);
}
