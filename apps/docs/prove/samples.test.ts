import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { consoleBasePath } from '@atteny/contract';
import { type LocalSandbox, type LocalServer, run, startMock, startSandbox } from '@atteny/local-servers';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { sampleLanguages } from '../src/samples/samples.ts';
import { languages } from '../src/site/languages.ts';
import { originsOf } from '../src/site/origins.ts';
import { realEdition } from '../src/testing/edition.ts';
import { samplesOfPage } from './page-samples.ts';
import { commandFor, reasonToSkip } from './run-sample.ts';
import { type Witness, witness } from './witness.ts';

const { bundle, operations } = await realEdition();
const ports = inject('ports');
const origins = originsOf(bundle.document, ports);
const called = operations.filter(({ kind }) => kind === 'operation');

/** What both editions show, in document order; a sample that is the same in both is run once. */
const samples = languages.flatMap((language) => {
  const site = join(inject('site'), language === 'en' ? 'en' : '');
  return called.flatMap(({ address, id }) => samplesOfPage(site, address, id));
});

// Inside the package, where the samples find @atteny/client as an app would.
const folder = mkdtempSync(join(import.meta.dirname, '..', '.samples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the pages show every operation in every language, with each of its examples', () => {
  const examples = called.reduce((sum, { body }) => sum + Math.max(1, body?.examples.length ?? 0), 0);
  expect(samples).toHaveLength(languages.length * sampleLanguages.length * examples);
});

let sandbox: LocalSandbox;
let mock: LocalServer;
const witnesses: Partial<Record<'sandbox' | 'mock', Witness>> = {};

beforeAll(async () => {
  [sandbox, mock] = await Promise.all([startSandbox(), startMock()]);
  witnesses.sandbox = await witness(ports.sandbox, sandbox.origin);
  witnesses.mock = await witness(ports.mock, mock.origin);
});
afterAll(async () => {
  await Promise.all([witnesses.sandbox?.close(), witnesses.mock?.close()]);
  await Promise.all([sandbox?.close(), mock?.close()]);
});

async function freshDemo(): Promise<void> {
  const response = await fetch(`${sandbox.origin}${consoleBasePath}/worlds/demo/reset`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.consoleToken}` },
  });
  expect(response.status).toBe(200);
}

describe.each(['sandbox', 'mock'] as const)('on the %s', (server) => {
  for (const { id, title } of sampleLanguages) {
    const reason = reasonToSkip(id);
    test.skipIf(reason !== null)(
      `every sample in ${title} gets the reply that its page shows${reason === null ? '' : ` (${reason})`}`,
      async () => {
        await freshDemo();
        const once = new Map(
          samples.filter(({ language }) => language === id).map((sample) => [sample.source, sample]),
        );
        const wrong: unknown[] = [];
        for (const { source, operationId, example, status } of once.values()) {
          // As the page does when the reader chooses a server.
          const copied = source.replaceAll(origins.mock.baseUrl, origins[server].baseUrl);
          const [program, ...parameters] = commandFor(id, copied, folder);
          const { code, stdout, stderr } = await run(program, parameters);
          const got = witnesses[server]?.take().map((exchange) => exchange.status);
          if (code !== 0 || got?.length !== 1 || got[0] !== status) {
            wrong.push({ operationId, example, status, got, code, stdout, stderr });
          }
        }
        expect(once.size).toBeGreaterThanOrEqual(called.length);
        expect(wrong).toEqual([]);
      },
    );
  }
});
