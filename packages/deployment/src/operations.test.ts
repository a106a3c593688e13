import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(workspace + path, 'utf8');
const page = read('docs/operations.md');

const sources = globSync('apps/api/src/**/*.ts', { cwd: workspace })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: read(path) }));

describe('docs/operations.md', () => {
  test('explains every line that the server logs as an error', () => {
    const logged = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\blog\.(?:error|fatal)\(([\s\S]*?)\);?\n/g)].map(([, given = '']) => ({
        path,
        given,
      })),
    );
    expect(logged.length).toBeGreaterThanOrEqual(5);
    const messages = logged.map(({ path, given }) => {
      const [, message] = /, '([^']+)',?\s*\)?,?$/.exec(given.trim()) ?? [];
      return message ?? `${path}: no message in ${given}`;
    });
    expect(messages.filter((message) => !page.includes(`| \`${message}\` |`))).toEqual([]);
  });

  test('explains every sentence with which a start fails', () => {
    const start = read('apps/api/src/start/process.ts');
    const [, remedies = ''] = /(const wrongCertificate[\s\S]*?)\n\};/.exec(start) ?? [];
    const sentences = [...remedies.matchAll(/'([^'.]+\.)(?: [^']*)?'/g)].map(
      ([, sentence]) => sentence ?? '',
    );
    expect(sentences.length).toBeGreaterThanOrEqual(6);
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });

  test('has every setting, and no other', () => {
    const named = (text: string) =>
      new Set(text.match(/\b(?:ATTENY_[A-Z_]+[A-Z]|DATABASE_URL|REDIS_URL)\b/g));
    expect([...named(page)].toSorted()).toEqual(
      [...named(read('apps/api/src/start/environment.ts'))].toSorted(),
    );
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
