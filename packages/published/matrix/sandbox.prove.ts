import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { output, run } from '@atteny/local-servers';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

let project: string;

beforeAll(async () => {
  project = join(inject('outside'), 'sandbox-user');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"private":true}');
  const tarball = join(workspace, 'tarballs', 'atteny-sandbox-0.0.0.tgz');
  await output('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project });
});

const bin = (path: string) => join(inject('tools'), 'node_modules', path);

/** What a test of an app does with it. */
const jestTest = `
const { createSandbox, matchers } = require('@atteny/sandbox');
expect.extend(matchers);
test('a world answers, hears, and remembers', async () => {
  const sandbox = await createSandbox();
  const world = await sandbox.world();
  await world.inbound({ phoneNumber: '+5511987654321', name: 'Maria', content: 'Oi' });
  const { data } = await world.client.GET('/contacts');
  expect(data).toHaveLength(1);
  await expect(world).toHaveReceivedRequest({ operationId: 'listContacts', status: 200 });
  await expect(world).not.toHaveReceivedRequest({ operationId: 'sendMessage' });
  await sandbox.close();
}, 60000);
`;

test('it runs in Jest 30 as it comes, matchers included', async () => {
  await writeFile(join(project, 'world.test.js'), jestTest);
  const parameters = ['--rootDir', project, '--json'];
  const report = await output(process.execPath, [bin('jest/bin/jest.js'), ...parameters], { cwd: project });
  expect(JSON.parse(report)).toMatchObject({ numPassedTests: 1, numTotalTests: 1 });
  row('@atteny/sandbox, Jest 30', 'require', 'a world, its journal, matchers');
});

const program = `
import { createSandbox, matchers, SandboxError, type Sandbox, type SandboxWorld } from '@atteny/sandbox';

export async function tried(): Promise<string | undefined> {
  const sandbox: Sandbox = await createSandbox({ port: 0 });
  const world: SandboxWorld = await sandbox.world({ name: 'Padaria' });
  const { message } = await world.inbound({ phoneNumber: '+5511987654321', content: 'Oi' });
  const { data: contacts } = await world.client.GET('/contacts', { params: { query: { limit: 1 } } });
  await world.limits({ kind: 'CALLS_LEFT_THIS_MINUTE', calls: 1 });
  await world.faults({ seed: 1, rules: [{ on: 'REQUEST', effect: 'STATUS', status: 503, share: 0.5 }] });
  for await (const event of world.events()) if (event.event === 'request') break;
  try {
    await world.advance('6h');
  } catch (error) {
    if (error instanceof SandboxError) console.log(error.code);
  }
  void matchers.toHaveDelivered(world, { event: 'message.created' });
  return contacts[0]?.phoneNumber ?? message.content ?? undefined;
}
`;
const wrong = `import { createSandbox } from '@atteny/sandbox';\nvoid createSandbox().then((sandbox) => sandbox.wrold());\n`;

test.each([
  ['5.9', 'node16', 'cts'],
  ['5.9', 'node16', 'mts'],
  ['7.0', 'nodenext', 'cts'],
  ['7.0', 'bundler', 'ts'],
])(
  'its types compile in a project of TypeScript %s under %s, .%s',
  async (version, resolution, extension) => {
    await writeFile(join(project, `program.${extension}`), program);
    await writeFile(join(project, `wrong.${extension}`), wrong);
    const config = join(project, `tsconfig-${version}-${resolution}-${extension}.json`);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      skipDefaultLibCheck: true,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      module: resolution === 'bundler' ? 'esnext' : resolution,
      moduleResolution: resolution,
    };
    const files = [`program.${extension}`, `wrong.${extension}`];
    await writeFile(config, JSON.stringify({ compilerOptions, files }));
    const tsc = bin(`typescript-${version}/bin/tsc`);
    const { stdout } = await run(process.execPath, [tsc, '--pretty', 'false', '-p', config], {
      cwd: project,
    });
    const reports = stdout.trim().split(/\n(?=\S)/);
    expect(reports.filter((report) => !report.startsWith('wrong.'))).toEqual([]);
    expect(reports[0]).toContain("'wrold'");
    row(
      `@atteny/sandbox, TypeScript ${version}`,
      `${resolution}, .${extension}`,
      'compiles, declarations checked',
    );
  },
);
