import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const fixture = fileURLToPath(new URL('../cases/base.yaml', import.meta.url));

let repository: string;
let document: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'gate-repository-'));
  document = join(repository, 'spec', 'atteny', 'openapi.yaml');
  mkdirSync(join(repository, 'spec', 'atteny'), { recursive: true });
  cpSync(fixture, document);
  git('init', '-q', '-b', 'main');
  commit('base');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('contract diff', () => {
  test('passes when nothing changed', () => {
    expect(diff()).toMatchObject({ status: 0, stdout: expect.stringContaining('passes') as string });
  });

  test('names what breaks, for whom, the file and the line, and fails', () => {
    edit('required: [id, status, total]', 'required: [id, status]');
    const { status, stdout } = diff();
    expect(status).toBe(1);
    expect(stdout).toContain('required-properties-removed');
    expect(stdout).toContain('createOrder, listOrders, onOrderCreated (documented)');
    expect(stdout).toMatch(/where {2}spec\/atteny\/openapi\.yaml:\d{2,}:/);
  });

  test('passes a breaking change when info.version has a new first number', () => {
    edit('required: [id, status, total]', 'required: [id, status]');
    edit('version: 1.4.0', 'version: 2.0.0');
    expect(diff().status).toBe(0);
  });

  test('does not take a new second number for a breaking change', () => {
    edit('required: [id, status, total]', 'required: [id, status]');
    edit('version: 1.4.0', 'version: 1.5.0');
    expect(diff().status).toBe(1);
  });

  test('passes a change that the allow-file names, until its day', () => {
    edit('requests: 120', 'requests: 60');
    expect(diff().status).toBe(1);
    allow('2999-12-31');
    expect(diff()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('allowed (decided) until 2999-12-31: decided') as string,
    });
    allow('2020-01-01');
    expect(diff()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('expired on 2020-01-01') as string,
    });
  });

  test('binds an entry to the change, and is red about one that no change matches any more', () => {
    edit('requests: 120', 'requests: 30');
    allow('2999-12-31');
    const { status, stdout } = diff();
    expect(status).toBe(1);
    expect(stdout).toContain(
      'no change matches the entry for spec/atteny/openapi.yaml#/x-atteny-limits/rate/requests',
    );
    edit('requests: 30', 'requests: 120');
    expect(diff().status).toBe(1);
  });

  test('prints the entry to paste, which counts once it has a reason', () => {
    edit('requests: 120', 'requests: 60');
    const file = join(repository, 'spec', 'contract-allow.yaml');
    const entry = diff('--format', 'allow').stdout;
    writeFileSync(file, entry);
    expect(diff()).toMatchObject({ status: 2, stderr: expect.stringContaining('lacks reason') as string });
    writeFileSync(file, entry.replace("reason: ''", "reason: 'nobody sent more'"));
    expect(diff().status).toBe(0);
  });

  test.each([
    ['an unknown document', { document: 'public' }, 'no document «public»'],
    ['a day that no calendar has', { expires: '2999-02-30' }, '«2999-02-30» is none'],
    ['an unknown field', { rule: 'limit-changed' }, '«rule» is no field'],
    ['a correction without its request', { kind: 'correction' }, 'needs request'],
  ])('refuses an entry with %s', (_name, other, sentence) => {
    allow('2999-12-31', other);
    const { status, stderr } = diff();
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test('does not let an entry for one place cover another', () => {
    edit('requests: 120', 'requests: 60');
    edit('timeoutSeconds: 15', 'timeoutSeconds: 5');
    allow('2999-12-31');
    expect(diff().status).toBe(1);
  });

  test('compares with the merge base, so that a change on main is nobody else’s', () => {
    git('checkout', '-q', '-b', 'feature');
    edit('summary: Pay', 'summary: Pay now');
    commit('feature');
    git('checkout', '-q', 'main');
    edit('  /payments:', '  /charges:');
    commit('main');
    git('checkout', '-q', 'feature');
    expect(diff('--base', 'main').status).toBe(0);
  });

  test('annotates the line for GitHub and writes the step summary', () => {
    edit('requests: 120', 'requests: 60');
    const summary = join(repository, 'summary.md');
    const { stdout } = diff('--format', 'github', { GITHUB_STEP_SUMMARY: summary });
    expect(stdout).toMatch(
      /^::error file=spec\/atteny\/openapi\.yaml,line=9,col=\d+,title=breaking%3A limit-changed::requests went from 120 to 60\./m,
    );
    expect(readFileSync(summary, 'utf8')).toContain('**blocks**');
  });

  test('writes JSON and SARIF that say the same', () => {
    edit('requests: 120', 'requests: 60');
    const json = JSON.parse(diff('--format', 'json').stdout) as {
      passes: boolean;
      documents: { findings: { rule: string }[] }[];
    };
    const sarif = JSON.parse(diff('--format', 'sarif').stdout) as {
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    expect(json).toMatchObject({ passes: false, documents: [{ findings: [{ rule: 'limit-changed' }] }] });
    expect(sarif.runs[0]?.results).toMatchObject([{ ruleId: 'limit-changed', level: 'error' }]);
  });

  test.each([
    ['an unknown ref', ['--base', 'no-such-branch'], 'git knows no commit «no-such-branch»'],
    ['an unknown option', ['--bass', 'main'], '--bass'],
    ['an unknown format', ['--format', 'xml'], '«xml»'],
  ])('answers %s with one sentence', (_name, args, sentence) => {
    const { status, stderr } = diff(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('answers a document that does not parse with one sentence', () => {
    edit('paths:', 'paths: [');
    const { status, stderr } = diff();
    expect(status).toBe(2);
    expect(stderr).toContain('could not');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

function diff(...args: (string | NodeJS.ProcessEnv)[]): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  const flags = args.filter((arg) => typeof arg === 'string');
  const env = Object.assign(
    {},
    process.env,
    { GITHUB_STEP_SUMMARY: '' },
    ...args.filter((arg) => typeof arg === 'object'),
  ) as NodeJS.ProcessEnv;
  return spawnSync(process.execPath, [main, ...flags], { cwd: repository, encoding: 'utf8', env });
}

function edit(from: string, to: string): void {
  const text = readFileSync(document, 'utf8');
  expect(text).toContain(from);
  writeFileSync(document, text.replace(from, to));
}

function allow(expires: string, other: Record<string, string> = {}): void {
  const entry = Object.entries({
    document: 'atteny',
    at: 'spec/atteny/openapi.yaml#/x-atteny-limits/rate/requests',
    before: '120',
    after: '60',
    kind: 'decided',
    reason: 'decided',
    expires,
    ...other,
  }).map(([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: '${value}'`);
  writeFileSync(join(repository, 'spec', 'contract-allow.yaml'), `${entry.join('\n')}\n`);
}

function commit(message: string): void {
  git('add', '-A');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', message);
}

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: repository });
}
