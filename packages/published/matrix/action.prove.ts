import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { freePort, type Program, startProgram } from '@atteny/local-servers';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

const action = join(workspace, '.github/actions/sandbox');
const steps: Program[] = [];

// What a runner does when a job is over.
afterEach(async () => {
  for (const step of steps.splice(0)) await step.stop();
});

/** The shell lines of the step that starts it, as the runner would hand them to bash. */
async function startStep(): Promise<string> {
  const text = await readFile(join(action, 'action.yml'), 'utf8');
  const [, script = ''] = /- name: Start\n[^]*? {6}run: \|\n([^]*)$/.exec(text) ?? [];
  return script.replaceAll(/^ {8}/gm, '');
}

/** Runs the step on this machine as on a runner; its outputs, and what it said. */
async function runStep(inputs: { KIND: string; PORT: string }) {
  const temp = join(inject('outside'), `runner-${inputs.KIND}`);
  await mkdir(temp);
  const outputs = join(temp, 'outputs');
  await writeFile(outputs, '');
  const env = {
    ...process.env,
    ...inputs,
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    XDG_STATE_HOME: temp,
    GITHUB_ACTION_PATH: action,
    GITHUB_OUTPUT: outputs,
    RUNNER_TEMP: temp,
  };
  const step = startProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', await startStep()], {
    env,
    asGroup: true,
  });
  const { code, stdout: said } = await step.ended;
  steps.push(step);
  const lines = (await readFile(outputs, 'utf8')).trim().split('\n');
  return {
    code,
    said,
    outputs: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))) as Record<
      string,
      string
    >,
  };
}

test('the action starts a sandbox, gives what opens it, masks the token, and its journal grows', async () => {
  const { code, said, outputs } = await runStep({ KIND: 'sandbox', PORT: String(await freePort()) });
  expect(code).toBe(0);
  const { url, key, console: consoleUrl, 'console-token': token = '', journal = '' } = outputs;
  expect(said).toContain(`::add-mask::${token}`);
  const reply = await fetch(`${url}/contacts`, { headers: { authorization: `Bearer ${key}` } });
  expect(reply.status).toBe(200);
  const worlds = await fetch(`${consoleUrl}/worlds`, { headers: { authorization: `Bearer ${token}` } });
  expect(worlds.status).toBe(200);
  while (!(await readFile(journal, 'utf8')).includes('listContacts')) {
    await fetch(`${url}/contacts`, { headers: { authorization: `Bearer ${key}` } });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  row('action, kind sandbox', 'its own shell lines', 'url, key, console token, journal');
});

test('the action starts a mock, and refuses what is neither', async () => {
  const { code, outputs } = await runStep({ KIND: 'mock', PORT: String(await freePort()) });
  expect(code).toBe(0);
  const reply = await fetch(`${outputs['url']}/contacts`, {
    headers: { authorization: `Bearer ${outputs['key']}` },
  });
  expect(reply.status).toBe(200);
  expect(await runStep({ KIND: 'production', PORT: '' })).toMatchObject({ code: 2 });
  row('action, kind mock', 'its own shell lines', 'url and key');
});
