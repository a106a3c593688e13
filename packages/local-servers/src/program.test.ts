import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { output, type ProgramOptions, run, startProgram } from './program.ts';

/** A program of Node, given as its source. */
function program(source: string, options?: ProgramOptions) {
  const started = startProgram(process.execPath, ['--input-type=module', '-e', source], options);
  onTestFinished(async () => {
    await started.stop('SIGKILL');
  });
  return started;
}

const forever = 'setInterval(() => {}, 1000);';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('what a program says', () => {
  test('is waited for and given as the group of the pattern, however late and in how many pieces it comes', async () => {
    const pieces = program(`
      process.stdout.write('port: 41');
      setTimeout(() => process.stdout.write('23\\nready'), 100);
      ${forever}
    `);
    expect(await pieces.says(/port: (\d+)\n/)).toBe('4123');
    expect(await pieces.says(/read\w/)).toBe('ready');
    expect(await pieces.says('4123\nready')).toBe('4123\nready');
  });

  test('is kept apart and together, letters of several bytes whole', async () => {
    const { code, stdout, stderr } = await program(`
      const [first, ...rest] = Buffer.from('ç');
      process.stdout.write(Buffer.of(first));
      setTimeout(() => process.stdout.write(Buffer.of(...rest)), 50);
      console.error('complaint');
      process.exitCode = 3;
    `).ended;
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'ç', stderr: 'complaint\n' });
  });

  test('stands in the error when it ends before it is ready', async () => {
    const falling = program("console.error('no such folder'); process.exitCode = 3;");
    await expect(falling.says(/ready/)).rejects.toThrow(
      /ended with 3 before it said \/ready\/:\nno such folder/,
    );
  });

  test('counts when it is the last', async () => {
    const brief = program("console.log('ready');");
    await brief.ended;
    expect(await brief.says(/ready/)).toBe('ready');
  });

  test('is kept to its last part when it is very much', async () => {
    const much = program(
      "for (let line = 1; line <= 200; line += 1) console.log(line, '.'.repeat(100_000));",
    );
    const { stdout } = await much.ended;
    expect(stdout.length).toBeGreaterThan(4_000_000);
    expect(stdout.length).toBeLessThan(9_000_000);
    expect(stdout).toMatch(/\n200 \.{100000}\n$/);
  });

  test('is waited for until a timeout, and ends with it', async () => {
    const silent = program(`console.log('busy'); ${forever}`, { timeoutMs: 1_000 });
    await expect(silent.says(/ready/)).rejects.toThrow(/has not said \/ready\/ within 1 s:\n/);
    expect((await silent.ended).code).toBeNull();
  });
});

describe('a server is ready when it answers', () => {
  test('and not while it only listens, or says that it is not', async () => {
    const server = program(`
      import { createServer } from 'node:http';
      let asked = 0;
      createServer((_, response) => {
        asked += 1;
        response.writeHead(asked < 3 ? 503 : 401).end(String(asked));
      }).listen(0, '127.0.0.1', function () { console.log('port', this.address().port); });
    `);
    const origin = `http://127.0.0.1:${await server.says(/port (\d+)/)}/`;
    await server.answers(origin);
    expect(await (await fetch(origin)).text()).toBe('4');
  });

  test('of its own: one that ends never is', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await expect(program('process.exitCode = 1').answers(`http://127.0.0.1:${port}/`)).rejects.toThrow(
      'ended with 1 before it answered',
    );
  });
});

describe('a program that is stopped', () => {
  test('ends as it wants to, and its code is told', async () => {
    const polite = program(`process.on('SIGINT', () => process.exit(7)); console.log('ready'); ${forever}`);
    await polite.says(/ready/);
    expect(polite.isRunning).toBe(true);
    expect(await polite.stop('SIGINT')).toBe(7);
    expect(polite.isRunning).toBe(false);
    expect(await polite.stop()).toBe(7);
  });

  test('is made to end when it does not want to', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const stubborn = program(
      `process.on('SIGTERM', () => console.log('no')); console.log('ready'); ${forever}`,
    );
    await vi.waitUntil(() => stubborn.output.includes('ready'), 20_000);
    const stopped = stubborn.stop();
    await vi.waitUntil(() => stubborn.output.includes('no'), 20_000);
    expect(stubborn.isRunning).toBe(true);
    vi.advanceTimersByTime(30_000);
    expect(await stopped).toBeNull();
  });

  test('as a group goes with all that it started', async () => {
    const parent = program(
      `import { spawn } from 'node:child_process';
      console.log('child', spawn(process.execPath, ['-e', ${JSON.stringify(forever)}], { stdio: 'ignore' }).pid);
      ${forever}`,
      { asGroup: true },
    );
    const child = Number(await parent.says(/child (\d+)/));
    expect(isAlive(child)).toBe(true);
    await parent.stop();
    await vi.waitUntil(() => !isAlive(child), 20_000);
  });

  test('is what also becomes of it when its starter ends without a word', async () => {
    const starter = program(`
      import { startProgram } from ${JSON.stringify(new URL('program.ts', import.meta.url).href)};
      console.log('child', startProgram(process.execPath, ['-e', ${JSON.stringify(forever)}]).pid);
      throw new Error('fell');
    `);
    const { stdout, stderr } = await starter.ended;
    expect(stderr).toContain('fell');
    await vi.waitUntil(() => !isAlive(Number(/child (\d+)/.exec(stdout)?.[1])), 20_000);
  });
});

describe('a program that is run to its end', () => {
  test('reads what it is given, in the folder and environment that it is given', async () => {
    const source =
      "process.stdin.on('data', (text) => console.log(process.cwd(), process.env.NAME, String(text)));";
    expect(
      await output(process.execPath, ['-e', source], { cwd: '/', env: { NAME: 'x' }, input: 'given' }),
    ).toBe('/ x given\n');
  });

  test('and does not read what it is given is no error', async () => {
    expect(await run('true', [], { input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0 });
  });

  test('and fails is an error with all that it said', async () => {
    await expect(output('sh', ['-c', 'echo out; echo err >&2; exit 2'])).rejects.toThrow(
      /^sh -c .* ended with 2:\nout\n\nerr\n$/,
    );
  });

  test('and cannot be started is an error', async () => {
    await expect(run('/nowhere/program', [])).rejects.toThrow('ENOENT');
    await expect(startProgram('/nowhere/program', []).says(/ready/)).rejects.toThrow('ENOENT');
  });
});
