import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { imageOf } from './dockerfile.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(workspace + path, 'utf8');
const page = read('docs/operations.md');

const sources = globSync('apps/api/src/**/*.ts', { cwd: workspace })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: read(path) }));

describe('docs/operations.md', () => {
  /** What is said by these methods of a log; other things with such methods, such as the terminal, are no logs. */
  const logged = (levels: string) =>
    sources.flatMap(({ path, text }) =>
      [...text.matchAll(new RegExp(String.raw`(?<!\bconsole)\??\.(?:${levels})\(([\s\S]*?)\);?\n`, 'g'))].map(
        ([, given = '']) =>
          /, '([^']+)',?\s*\)?,?$/.exec(given.trim())?.[1] ?? `${path}: no message in ${given}`,
      ),
    );

  test('explains every line that the server logs as an error', () => {
    const messages = logged('error|fatal');
    expect(messages.length).toBeGreaterThanOrEqual(5);
    expect(messages.filter((message) => !page.includes(`| \`${message}\` |`))).toEqual([]);
  });

  test('names every line that the server logs as a warning', () => {
    const messages = logged('warn');
    expect(messages.length).toBeGreaterThanOrEqual(1);
    expect(messages.filter((message) => !page.includes(`\`${message}\``))).toEqual([]);
  });

  test('explains every sentence with which a start fails', () => {
    const remedies = [...read('apps/api/src/start/start-failure.ts').matchAll(/'(O|A|Falta|Sem) [^']+'/g)];
    const folders = ['apps/api/src/db/data-folder.ts', 'apps/api/src/start/open.ts'].map(read).join('\n');
    const listening = /function sentenceOf[\s\S]*/.exec(read('packages/request-reading/src/listen.ts')) ?? [
      '',
    ];
    const made = [...`${folders}\n${listening[0]}`.matchAll(/`(A|Não|Falta|Esta) [^`]+/g)];
    expect(remedies.length).toBeGreaterThanOrEqual(12);
    expect(made.length).toBeGreaterThanOrEqual(7);
    // Up to where the sentence ends, or turns to what is to be done.
    const sentences = [...remedies, ...made].map(([said]) =>
      (/^[^.:,]+/.exec(said.slice(1).replaceAll(/\$\{[^}]+\}/g, '…'))?.[0] ?? '').replaceAll("'", ''),
    );
    const rows = [...page.matchAll(/^\| `([^|]+)` \|/gm)].map(([, said = '']) => said);
    const isExplained = (sentence: string) =>
      rows.some((row) => sentence.startsWith(row.replace(/[.:,].*$/, '')));
    expect(sentences.filter((sentence) => !isExplained(sentence))).toEqual([]);
  });

  test('has every setting in its table, and no other', () => {
    const named = (text: string) =>
      [...new Set(text.match(/\b(?:ATTENY_[A-Z_]+[A-Z]|DATABASE_URL|REDIS_URL)\b/g))].toSorted();
    const [, table = ''] = /\n## Settings\n([\s\S]*?)\n## /.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| (`[^|]+) \|/gm)].map(([, variables]) => variables).join();
    const inCode = named(read('apps/api/src/start/environment.ts'));
    expect(named(rows)).toEqual(inCode);
    expect(named(page)).toEqual(inCode);
  });

  const contract = JSON.parse(read('packages/contract/src/generated/public.json')) as {
    'x-atteny-limits': { requestBodyBytes: number; webhookEndpoints: number };
    'x-atteny-delivery': { retentionDays: number };
  };
  /** The number of a constant. */
  const numberOf = (path: string, name: RegExp) =>
    Number(name.exec(read(path))?.[1]?.replaceAll('_', '') ?? Number.NaN);

  test('says the defaults and sizes that the code has', () => {
    const environment = 'apps/api/src/start/environment.ts';
    const server = 'apps/api/src/server.ts';
    const transactions = numberOf('apps/api/src/db/postgres/connections.ts', /poolSize \?\? (\d+)/);
    const pages = numberOf('apps/api/src/db/postgres/pipelines.ts', /lines: most = (\d+)/);
    const counters = numberOf('apps/api/src/limits/postgres.ts', /const lines = (\d+)/);
    const { requestBodyBytes, webhookEndpoints } = contract['x-atteny-limits'];
    const { retentionDays } = contract['x-atteny-delivery'];
    const said = [
      `\`0.0.0.0\`, ${numberOf('packages/request-reading/src/listen.ts', /sandbox: (\d+)/)} |`,
      `\`127.0.0.1\`, ${numberOf(environment, /defaultMetricsPort = (\d+)/)};`,
      `${numberOf(environment, /leastTokenLength = (\d+)/)} characters or more`,
      `| days that finished deliveries stay | ${retentionDays} |`,
      `| finished deliveries | ${retentionDays} days`,
      `| body of a request | ${requestBodyBytes / 1024} KiB`,
      `| headers of a request | ${numberOf(server, /headerBytes = ([\d_]+)/) / 1024} KiB`,
      `| connections of a server | ${numberOf(server, /const connections = ([\d_]+)/).toLocaleString('en')} |`,
      `| endpoints of an organization | ${webhookEndpoints} |`,
      `| ${transactions + pages + counters} connections each`,
      `${transactions} connections for transactions, ${pages} for pages and ${counters} for its counters`,
    ];
    expect(said.filter((each) => !page.includes(each))).toEqual([]);
  });

  test('starts the server as the image does, and as the proofs do', () => {
    const { entrypoint, environment } = imageOf(read('Dockerfile'), 'server');
    const [node, ...flags] = entrypoint.slice(0, -1);
    const arenas = environment['MALLOC_ARENA_MAX'];
    expect(node).toBe('node');
    expect(flags.length).toBeGreaterThanOrEqual(1);
    expect(page).toContain(`\`MALLOC_ARENA_MAX=${arenas} node ${flags.join(' ')} main.mjs\``);
    const proofs = read('apps/api/prove/server-process.ts');
    expect(proofs).toContain(`flags: [${flags.map((flag) => `'${flag}'`).join(', ')}]`);
    expect(proofs).toContain(`{ MALLOC_ARENA_MAX: '${arenas}' }`);
    for (const scripts of ['package.json', 'apps/api/package.json']) {
      expect(read(scripts)).toContain(`"node ${flags.join(' ')} s`);
    }
    expect(read('scripts/src/start/parts.ts')).toContain(`[${flags.map((flag) => `'${flag}'`).join(', ')}]`);
  });

  test('dashboard and alerts ask for metrics and labels that the server has', () => {
    const metrics = read('apps/api/src/start/metrics.ts');
    const labels = new Map(
      [...metrics.matchAll(/name: '(atteny_\w+)',[\s\S]*?registers/g)].map(([text, name = '']) => [
        name,
        [...(/labelNames: \[([^\]]*)\]/.exec(text)?.[1]?.matchAll(/'(\w+)'/g) ?? [])].map(
          ([, label]) => label,
        ),
      ]),
    );
    expect(labels.size).toBeGreaterThanOrEqual(4);
    for (const file of ['deploy/grafana/atteny.json', 'deploy/prometheus/alerts.yml']) {
      const asked = [
        ...read(file).matchAll(/\b(atteny_[a-z_]+?)(?:_bucket|_count|_sum)?(?:\{([^}]*)\}|\[|\))/g),
      ];
      expect(asked.length).toBeGreaterThanOrEqual(5);
      const unknown = asked.filter(([, name = '', matchers = '']) => {
        const known = labels.get(name);
        const wanted = [...matchers.matchAll(/(\w+)[=!]/g)].map(([, label]) => label);
        return known === undefined || wanted.some((label) => !known.includes(label));
      });
      expect(unknown.map(([text]) => text)).toEqual([]);
    }
  });

  test('speaks of files that are there, and of every alert', () => {
    const files = [...page.matchAll(/`((?:deploy|docs|packages)\/[\w./-]+|compose\.yaml)`/g)].map(
      ([, file]) => file ?? '',
    );
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files.filter((file) => !existsSync(workspace + file))).toEqual([]);
    const { groups } = parse(read('deploy/prometheus/alerts.yml')) as {
      groups: { rules: { alert: string }[] }[];
    };
    const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const explained = [...page.matchAll(/^\| `(Atteny\w+)` \|/gm)].map(([, alert]) => alert);
    expect(new Set(explained)).toEqual(new Set(alerts));
  });
});
