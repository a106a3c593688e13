import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
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
    writeFileSync(join(repository, 'spec', 'README.md'), 'not part of any document');
    expect(diff().status).toBe(0);
  });

  test('names what breaks, for whom, the file and the line, and fails', () => {
    edit('required: [id, status, total]', 'required: [id, status]');
    const { status, stdout } = diff();
    expect(status).toBe(1);
    expect(stdout).toContain('reply-required: The reply 200, `data[0]`: `total` is no longer certain.');
    expect(stdout).toContain('createOrder, listOrders, onOrderCreated (documented)');
    expect(stdout).toMatch(/shown {2}this may come now as .*\{"id":/);
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

  test('is red about an entry on the branch after its landing, until it is deleted', () => {
    edit('requests: 120', 'requests: 60');
    allow('2999-12-31');
    expect(diff().status).toBe(0);
    commit('landed');
    git('checkout', '-q', '-b', 'next');
    edit('summary: Pay', 'summary: Pay now');
    const { status, stdout } = diff('--base', 'main');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /contract-allow\.yaml:1: the change that the entry allowed, at .*, has landed\. Delete/,
    );
    expect(diff('--base', 'main~1').status).toBe(0);
    rmSync(join(repository, 'spec', 'contract-allow.yaml'));
    expect(diff('--base', 'main').status).toBe(0);
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

  test('keeps its verdict when whoever reads it stops reading', () => {
    edit('  /payments:', `  /${'x'.repeat(2_000_000)}: {}\n  /charges:`);
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', '"$0" "$1" --format json | true; exit ${PIPESTATUS[0]}', process.execPath, main],
      { cwd: repository, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
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
    expect(readFileSync(summary, 'utf8')).toContain(
      '✖ **breaking** for everybody (documented): requests went from 120 to 60.',
    );
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

  test('compares two files without git, and shows the value that breaks', () => {
    const [from, to] = [join(repository, 'old.yaml'), join(repository, 'new.yaml')];
    cpSync(fixture, from);
    writeFileSync(to, readFileSync(fixture, 'utf8').replace('maxLength: 20 }', 'maxLength: 19 }'));
    rmSync(join(repository, '.git'), { recursive: true });
    const { status, stdout } = diff('--from', from, '--to', to);
    expect(status).toBe(1);
    expect(stdout).toContain('`tags[0]`: maxLength was 20 and is 19.');
    expect(stdout).toContain('this worked as the request body, and is refused now: {"total":1,"tags":["');
    expect(diff('--from', to, '--to', from).status).toBe(0);
  });

  test('takes the zeros of a branch that is pushed first for no commit', () => {
    edit('requests: 120', 'requests: 60');
    expect(diff('--base', '0'.repeat(40)).status).toBe(1);
  });

  test('says what a shallow clone lacks', () => {
    edit('summary: Pay', 'summary: Pay now');
    commit('second');
    const clone = join(repository, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository}`, clone]);
    const first = execFileSync('git', ['rev-parse', 'HEAD~1'], { cwd: repository, encoding: 'utf8' }).trim();
    const { status, stderr } = spawnSync(process.execPath, [main, '--base', first], {
      cwd: clone,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('This clone is shallow');
  });

  test('tells the same in every format', () => {
    edit('requests: 120', 'requests: 60');
    edit('maxLength: 20 }', 'maxLength: 19 }');
    edit('name: status, in: query', 'name: state, in: query');
    const report = (format: string): string => diff('--format', format).stdout;
    const json = JSON.parse(report('json')) as {
      documents: { findings: { message: string; witness?: { text: string } }[] }[];
    };
    const findings = json.documents[0]?.findings ?? [];
    expect(findings).toHaveLength(3);
    const texts = findings.flatMap(({ message, witness }) => [message, ...(witness ? [witness.text] : [])]);
    const sarif = (
      JSON.parse(report('sarif')) as { runs: { results: { message: { text: string } }[] }[] }
    ).runs[0]?.results
      .map(({ message }) => message.text)
      .join('\n');
    for (const told of [report('text'), report('github'), report('markdown'), sarif]) {
      for (const text of texts) expect(told).toContain(text);
    }
  });

  test('writes SARIF that its schema accepts', () => {
    edit('requests: 120', 'requests: 60');
    edit('name: status, in: query', 'name: state, in: query');
    allow('2999-12-31');
    const sarif = JSON.parse(diff('--format', 'sarif').stdout) as unknown;
    expect(sarifComplaints(sarif)).toEqual([]);
    expect(sarifComplaints({ version: '2.1.0', runs: [{ results: [{}] }] })).not.toEqual([]);
  });

  test.each([
    ['an unknown ref', ['--base', 'no-such-branch'], 'git knows no commit «no-such-branch»'],
    ['an unknown option', ['--bass', 'main'], '--bass'],
    ['--from without --to', ['--from', 'a.yaml'], '--from needs --to'],
    ['an output that cannot be written', ['--output', '/no/such/folder/report'], 'cannot be written'],
    ['a file that is not there', ['--from', 'a.yaml', '--to', 'b.yaml'], 'there is no file a.yaml'],
    ['an unknown format', ['--format', 'xml'], '«xml»'],
  ])('answers %s with one sentence', (_name, args, sentence) => {
    const { status, stderr } = diff(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [
      'a document that does not parse',
      'paths:',
      'paths: [',
      /spec\/atteny\/openapi\.yaml:\d+: does not parse/,
    ],
    [
      'a key that stands twice',
      'title: Orders,',
      'title: Orders, title: Orders,',
      /openapi\.yaml:3: does not parse: duplicated mapping key/,
    ],
    [
      'a reference to nothing',
      'schemas/CreateOrder',
      'schemas/CreateNothing',
      /openapi\.yaml:\d\d: «#\/components\/schemas\/CreateNothing» leads to nothing/,
    ],
    [
      'a reference to a missing file',
      "'#/components/schemas/NotFoundError'",
      './none.yaml',
      /none\.yaml cannot be read/,
    ],
    [
      'a reference to itself',
      'schemas:\n',
      "schemas:\n    Loop: { $ref: '#/components/schemas/Loop' }\n",
      /leads back to itself/,
    ],
    ['OpenAPI 2.0', 'openapi: 3.1.0', "swagger: '2.0'", /openapi\.yaml:1: is OpenAPI 2\.0/],
    ['an unknown version', 'openapi: 3.1.0', 'openapi: 4.0.0', /names no version of OpenAPI/],
  ])('answers %s with one sentence, file and line', (_name, from, to, sentence) => {
    edit(from, to);
    const { status, stderr, stdout } = diff();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('answers an empty document with one sentence', () => {
    writeFileSync(document, '');
    expect(diff()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is no OpenAPI document') as string,
    });
  });

  test('has no verdict where there is no contract, and none outside of git', () => {
    rmSync(join(repository, 'spec'), { recursive: true });
    expect(diff()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has no spec/ folder') as string,
    });
    rmSync(join(repository, '.git'), { recursive: true });
    expect(diff()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('belongs to no git repository') as string,
    });
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

/** What OASIS's schema of SARIF 2.1.0 says against a log. */
function sarifComplaints(log: unknown): unknown[] {
  const schema = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  formats.default(ajv);
  // Written for draft-04, with nothing in it that later drafts read otherwise but its own name.
  const {
    $schema: _,
    id: _id,
    ...rules
  } = JSON.parse(readFileSync(schema, 'utf8')) as Record<string, unknown>;
  const validate = ajv.compile(rules);
  validate(log);
  return validate.errors ?? [];
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
