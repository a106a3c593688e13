import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { run } from '../src/command.ts';
import { row } from './table.ts';

/** What an integrator of any of these versions writes: no top-level await, no declarations of its own. */
const program = `
import { createClient, isAttenyError, type Contact } from '@atteny/client';
import { isWebhookVerificationError, verify, type WebhookEventOf } from '@atteny/webhooks';

export async function first(): Promise<Contact | undefined> {
  const atteny = createClient({ apiKey: 'k' });
  try {
    const { data } = await atteny.GET('/contacts', { params: { query: { limit: 1 } } });
    return data[0];
  } catch (error) {
    if (isAttenyError(error, 'ConflictError')) {
      const code: 'contact_exists' | string = error.code;
      console.log(code);
    }
    throw error;
  }
}

export async function receive(request: Request, secret: string | undefined): Promise<number> {
  try {
    const event = await verify({ body: await request.arrayBuffer(), headers: request.headers, secret });
    if (event.event === 'message.created') {
      const created: WebhookEventOf<'message.created'> = event;
      console.log(created.data.message.content);
    }
    return 204;
  } catch (error) {
    return isWebhookVerificationError(error) ? 400 : 500;
  }
}
`;
const wrong = `import { createClient } from '@atteny/client';\ncreateClient({ apiKey: 'k' }).GET('/contcts');\n`;

const versions = ['5.0', '5.3', '5.5', '5.7', '5.8', '5.9', '6.0', '7.0'];

/** How TypeScript may be told to find packages, and the file that it is told it of. */
const ways = [
  ['node10', ['--module', 'commonjs', '--moduleResolution', 'node'], 'program.ts'],
  ['node16 from CommonJS', ['--module', 'node16', '--moduleResolution', 'node16'], 'program.cts'],
  ['node16 from ESM', ['--module', 'node16', '--moduleResolution', 'node16'], 'program.mts'],
  ['nodenext from CommonJS', ['--module', 'nodenext', '--moduleResolution', 'nodenext'], 'program.cts'],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler'], 'program.ts'],
] as const;

let folder: string;

beforeAll(async () => {
  folder = join(inject('project'), 'compiled');
  await mkdir(folder);
  for (const extension of ['ts', 'cts', 'mts']) {
    await writeFile(join(folder, `program.${extension}`), program);
    await writeFile(join(folder, `wrong.${extension}`), wrong);
  }
});

function compile(version: string, options: readonly string[], file: string) {
  const tsc = join(inject('tools'), 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  const always = ['--noEmit', '--strict', '--pretty', 'false', '--target', 'es2022', '--types', ''];
  // Declarations are checked too: skipLibCheck stays off.
  const library = ['--lib', 'es2022,dom,dom.iterable'];
  // TypeScript 6 calls node10 deprecated, and 7 no longer has it.
  const silenced = version === '6.0' ? ['--ignoreDeprecations', '6.0'] : [];
  return run(process.execPath, [tsc, ...always, ...library, ...silenced, ...options, file], { cwd: folder });
}

test.each(
  versions.flatMap((version) =>
    ways
      .filter(([way]) => !(way === 'node10' && version === '7.0'))
      .map(([way, options, file]) => [version, way, options, file] as const),
  ),
)('TypeScript %s takes both packages under %s', async (version, way, options, file) => {
  const { stdout } = await compile(version, options, file);
  expect(stdout).toBe('');
  // It does judge: a path that is not the contract's is refused.
  const refused = await compile(version, options, file.replace('program', 'wrong'));
  expect(refused.stdout).toContain('"/contcts"');
  row(`TypeScript ${version}`, way, 'compiles, declarations checked');
});
