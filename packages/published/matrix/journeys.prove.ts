import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { output, type Program, startProgram } from '@atteny/local-servers';
import { blocksOf } from './blocks.ts';
import { row } from './table.ts';
import { packCommand, workspace } from './workspace.ts';

const open: Program[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.stop('SIGINT');
});

test.each([
  ['README.md', 'pt_BR.UTF-8', 'esperando eventos', 'conferido: Oi! Tem bolo de milho?', 'Nota'],
  ['README.en.md', 'en_US.UTF-8', 'waiting for events', 'verified: Hi! Do you have corn cake?', 'Grade'],
])(
  'whoever follows %s of the command from an empty folder has a reply, a verified event, and a red check explained',
  async (page, language, waiting, verified, grade) => {
    const readme = await readFile(join(workspace, 'apps/cli', page), 'utf8');
    const project = join(inject('outside'), `journey-${language}`);
    await mkdir(project);
    const env = {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      XDG_STATE_HOME: join(project, '.state'),
      LANG: language,
      LC_ALL: language,
    };
    const run = (command: string) => output('bash', ['-ec', command], { cwd: project, env });
    // Ctrl-C reaches all that runs in a terminal.
    const start = (command: string) => {
      const one = startProgram('bash', ['-ec', command], { cwd: project, env, asGroup: true });
      open.push(one);
      return one;
    };

    // Nothing but what the page has, in its order.
    const [install, libraries, sandbox, request, receiver, receive, write, careless, forget, examine] =
      blocksOf(readme).map(({ text }) => text);
    const begun = performance.now();
    const until = () => Math.round((performance.now() - begun) / 100) / 10;
    expect(install?.startsWith(packCommand)).toBe(true);
    await run(install?.replace(packCommand, '') ?? '');
    await run(libraries ?? '');
    const server = start(sandbox ?? '');
    await server.says('Sandbox: ');
    expect(JSON.parse(await run(request ?? ''))).toMatchObject({ success: true });
    row('journey', page, `first request after ${until()} s of 60`);
    expect(until()).toBeLessThan(60);

    await writeFile(join(project, 'receiver.mjs'), receiver ?? '');
    const good = start(receive ?? '');
    await good.says(waiting);
    const [inbound, check] = (write ?? '').trim().split('\n');
    await run(inbound ?? '');
    await good.says(verified);
    row('journey', page, `first verified webhook after ${until()} s of 180`);
    expect(until()).toBeLessThan(180);
    expect(await run(check ?? '')).toContain(`${grade} A`);

    await writeFile(join(project, 'careless.mjs'), careless ?? '');
    await start(forget ?? '').says(waiting);
    const told = await run(`${examine?.trim()} || echo "code $?"`);
    expect(told).toContain(`${grade} F`);
    expect(told).toContain('code 1');
    // What was sent, what came back, what is wrong, the lines that mend it, and where it is written.
    expect(told).toMatch(/accepts-unsigned[^]*HTTP 204[^]*await verify\(/);
    expect(told).toContain('/guides/webhooks/');
    row('journey', page, `first red check explained after ${until()} s of 300`);
    expect(until()).toBeLessThan(300);

    await server.stop('SIGINT');
    expect(existsSync(join(project, '.state/atteny/sandbox.json'))).toBe(false);
  },
);
