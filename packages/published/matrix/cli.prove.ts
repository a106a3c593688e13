import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { output, run, startProgram } from '@atteny/local-servers';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

const key = 'sk_live_AttenyDemoKeyForTheLocalSandbox03iuauu';
let project: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  project = join(inject('outside'), 'command');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"private":true}');
  const tarball = join(workspace, 'tarballs', 'atteny-cli-0.0.0.tgz');
  // Offline: it needs nothing beside itself.
  await output('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project });
  environment = { PATH: process.env['PATH'], XDG_STATE_HOME: join(project, 'state'), LANG: 'en_US.UTF-8' };
});

const older = (name: string) => join(inject('tools'), 'node_modules', name, 'bin', 'node');
const nodes = { 22: () => older('node-22'), 24: () => process.execPath };
const connection = () => join(project, 'state/atteny/sandbox.json');
const command = () => join(project, 'node_modules/.bin/atteny');

/** A part of the command that keeps running: its address, and the seconds since it was started. */
async function started(node: string, name: string) {
  const begun = performance.now();
  const program = startProgram(node, [command(), name, '--port', '0', '--json'], {
    cwd: project,
    env: environment,
  });
  const address = JSON.parse(await program.says(/{[^]*}\n/)) as Record<string, string>;
  return { program, address, seconds: () => ((performance.now() - begun) / 1000).toFixed(1) };
}

const allNodes = ['22', '24'] as const;
const authorization = { authorization: `Bearer ${key}` };

/** What every part has to be when it ends: silent, and gone without a trace. */
async function endsWell({ program }: Awaited<ReturnType<typeof started>>): Promise<void> {
  expect(await program.stop('SIGINT')).toBe(0);
  // No warning of an engine, of nobody.
  expect(program.stderr).toBe('');
  expect(existsSync(connection())).toBe(false);
}

test.each(allNodes)(
  'on Node %s the sandbox comes out of the tarball alone, its dashboard too',
  async (name) => {
    const sandbox = await started(nodes[name](), 'sandbox');
    const { baseUrl } = sandbox.address;
    expect((await fetch(`${baseUrl}/contacts`, { headers: authorization })).status).toBe(200);
    row(`atteny sandbox, Node ${name}`, 'tarball, offline', `first reply after ${sandbox.seconds()} s`);

    expect((await stat(connection())).mode & 0o777).toBe(0o600);
    const link = await output(nodes[name](), [command(), 'console'], { cwd: project, env: environment });
    const signedIn = await fetch(link.trim(), { redirect: 'manual' });
    expect(signedIn.headers.get('location')).toBe('/console/');
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/console/', link), { headers: { cookie } });
    expect(await page.text()).toContain('/console/assets/');
    row(`atteny console, Node ${name}`, 'tarball, offline', 'its link signs in');
    await endsWell(sandbox);
  },
);

test.each(allNodes)('on Node %s the mock comes out of the tarball alone', async (name) => {
  const mock = await started(nodes[name](), 'mock');
  expect((await fetch(`${mock.address['baseUrl']}/contacts`, { headers: authorization })).status).toBe(200);
  row(`atteny mock, Node ${name}`, 'tarball, offline', `first reply after ${mock.seconds()} s`);
  await endsWell(mock);
});

test.each(allNodes)(
  'on Node %s the documentation comes out of the tarball alone, in both languages',
  async (name) => {
    const docs = await started(nodes[name](), 'docs');
    const { url = '' } = docs.address;
    expect(await (await fetch(url)).text()).toContain('<html lang="pt-BR"');
    row(`atteny docs, Node ${name}`, 'tarball, offline', `first reply after ${docs.seconds()} s`);
    expect(await (await fetch(new URL('/en/', url))).text()).toContain('<html lang="en"');
    await endsWell(docs);
  },
);

test('what npx has started ends with it', async () => {
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const npx = startProgram('npx', ['atteny', 'sandbox', '--port', '0', '--json'], {
    cwd: project,
    env: { ...environment, PATH: path },
  });
  await npx.says(/}\n/);
  expect(existsSync(connection())).toBe(true);
  // Its output is closed by the last who writes to it.
  await npx.stop();
  expect(existsSync(connection())).toBe(false);
  row('atteny sandbox by npx', 'SIGTERM to npx alone', 'gone without a trace');
});

test('an older Node is told in one sentence, by the command and by the sandbox', async () => {
  const told = await run(older('node-20.19'), [command(), 'sandbox'], { cwd: project, env: environment });
  expect(told).toMatchObject({ code: 5, stdout: '' });
  expect(told.stderr).toMatch(/^atteny needs Node 22\.18 or newer, and this is 20\.19\.\d+\. .*\n$/);
});

test.each([
  [
    'bash',
    ['--norc'],
    'source <(atteny completion bash)\nCOMP_WORDS=(atteny wor); COMP_CWORD=1; _atteny; echo "${COMPREPLY[@]}"',
  ],
  ['fish', ['--no-config'], 'atteny completion fish | source\ncomplete -C "atteny wor"'],
  [
    'zsh',
    ['-f'],
    'autoload -Uz compinit && compinit -u -D\nsource <(atteny completion zsh)\nwords=(atteny wor); CURRENT=2; _describe() { print -l -- ${(P)2} }; _atteny',
  ],
] as const)('%s completes what the command itself proposes', async (shell, options, script) => {
  const env = { ...environment, PATH: `${join(project, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` };
  const found = await run('sh', ['-c', `command -v ${shell}`], { cwd: project });
  // Ubuntu's runners have bash alone; what is not installed is told, not passed over.
  if (found.code !== 0) return row(`completion, ${shell}`, 'not installed here', 'not tried');
  const completed = await output(shell, [...options, '-c', script], { cwd: project, env });
  expect(completed).toContain('worlds');
  row(`completion, ${shell}`, 'sourced', 'atteny wor → worlds');
});
