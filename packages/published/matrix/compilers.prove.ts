import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { run } from '@atteny/local-servers';
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

interface Options {
  module: string;
  moduleResolution: string;
}

/** How TypeScript may be told to find packages, and the file that it is told it of. */
const ways = [
  ['node10', { module: 'commonjs', moduleResolution: 'node' }, 'ts'],
  ['node16 from CommonJS', { module: 'node16', moduleResolution: 'node16' }, 'cts'],
  ['node16 from ESM', { module: 'node16', moduleResolution: 'node16' }, 'mts'],
  ['nodenext from CommonJS', { module: 'nodenext', moduleResolution: 'nodenext' }, 'cts'],
  ['bundler', { module: 'esnext', moduleResolution: 'bundler' }, 'ts'],
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

async function compile(version: string, options: Options, extension: string) {
  const tsc = join(inject('tools'), 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    // Declarations are checked too, those of our packages alone: the compiler's own are its maker's matter, and slow.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    types: [],
    // TypeScript 6 calls node10 deprecated, and 7 no longer has it.
    ...(version === '6.0' && { ignoreDeprecations: '6.0' }),
    ...options,
  };
  const config = join(folder, `tsconfig-${version}-${Object.values(options).join('-')}-${extension}.json`);
  await writeFile(
    config,
    JSON.stringify({ compilerOptions, files: [`program.${extension}`, `wrong.${extension}`] }),
  );
  return run(process.execPath, [tsc, '--pretty', 'false', '--project', config], { cwd: folder });
}

test.each(
  versions.flatMap((version) =>
    ways
      .filter(([way]) => !(way === 'node10' && version === '7.0'))
      .map(([way, options, extension]) => [version, way, options, extension] as const),
  ),
)('TypeScript %s takes both packages under %s', async (version, way, options, extension) => {
  const { stdout } = await compile(version, options, extension);
  // It does judge, and nothing but the path that is not the contract's: declarations are checked as well.
  const reports = stdout.trim().split(/\n(?=\S)/);
  expect(reports.filter((report) => !report.startsWith('wrong.'))).toEqual([]);
  expect(reports[0]).toContain('"/contcts"');
  row(`TypeScript ${version}`, way, 'compiles, declarations checked');
});
