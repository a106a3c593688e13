import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { output, startProgram } from '@atteny/local-servers';
import { servedContract } from '../src/contract-server.ts';
import { row } from './table.ts';

const at = servedContract();

const imports = `
import * as client from '@atteny/client';
import * as webhooks from '@atteny/webhooks';
import checks from './checks.cjs';
`;
const checked = (tellsRefusal: boolean) =>
  `await checks.runChecks({ client, webhooks }, { ...${JSON.stringify({ server: at.server, silent: at.silent })}, tellsRefusal: ${tellsRefusal} })`;

test('workerd', async () => {
  const project = inject('project');
  const entry = join(project, 'worker.mjs');
  await writeFile(
    entry,
    `${imports} export default { fetch: async () => Response.json(${checked(false)}) };`,
  );
  const require = createRequire(join(inject('tools'), 'index.js'));
  const esbuild = require('esbuild') as {
    build(options: object): Promise<{ outputFiles: { text: string }[] }>;
  };
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['workerd', 'worker'],
  });
  const { Miniflare } = require('miniflare') as {
    Miniflare: new (options: object) => {
      dispatchFetch(url: string): Promise<Response>;
      dispose(): Promise<void>;
    };
  };
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2025-01-01',
    // It tells of each failed handshake at length; one of the checks is such a one.
    handleRuntimeStdio: (...streams: NodeJS.ReadableStream[]) => streams.forEach((each) => each.resume()),
  });
  try {
    const reply = await miniflare.dispatchFetch('http://worker.test/');
    expect(await reply.json()).toEqual({ checked: 14, failures: {} });
  } finally {
    await miniflare.dispose();
  }
  row('workerd (miniflare)', 'import, bundled', '14 checks');
});

test('Next, on Node and on the edge', async () => {
  const project = inject('project');
  const app = join(project, 'next-app');
  for (const runtime of ['nodejs', 'edge']) {
    const route = join(app, 'app', runtime);
    await mkdir(route, { recursive: true });
    await writeFile(
      join(route, 'route.js'),
      `${imports.replace('./checks.cjs', '../../../checks.cjs')}
      export const runtime = '${runtime}';
      export const dynamic = 'force-dynamic';
      export async function GET() { return Response.json(${checked(true)}); }`,
    );
  }
  await writeFile(
    join(app, 'app', 'layout.js'),
    'export default ({ children }) => <html><body>{children}</body></html>;',
  );
  await writeFile(join(app, 'package.json'), '{"name":"next-app","private":true}');
  await writeFile(
    join(app, 'next.config.mjs'),
    `export default { turbopack: { root: ${JSON.stringify(inject('tools'))} }, outputFileTracingRoot: ${JSON.stringify(inject('tools'))} };`,
  );
  const next = join(inject('tools'), 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  await output(process.execPath, [next, 'build', app], { cwd: app, env });
  const running = startProgram(process.execPath, [next, 'start', app, '-p', '0', '-H', '127.0.0.1'], {
    cwd: app,
    env,
  });
  try {
    const address = await running.says(/http:\/\/127\.0\.0\.1:[1-9]\d*/);
    for (const runtime of ['nodejs', 'edge']) {
      const reply = await fetch(`${address}/${runtime}`);
      expect(await reply.json()).toEqual({ checked: 14, failures: {} });
      row(`Next, ${runtime}`, 'import, built', '14 checks');
    }
  } finally {
    await running.stop();
  }
});
