import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basePath } from '@atteny/contract';
import { startSandbox } from '@atteny/local-servers';
import newman from 'newman';
import { expect, inject, onTestFinished, test } from 'vitest';
import { type Collection, collectionFile } from '../src/collection/collection.ts';
import { languages } from '../src/site/languages.ts';

/** What each request of a collection got, run from its first to its last. */
function run(collection: object, variables: Record<string, string>): Promise<string[]> {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar, reporters: [] }, (error, { run: { executions } }) => {
      if (error) reject(error);
      else resolve(executions.map(({ item, response }) => `${response?.code} ${item.name}`));
    });
  });
}

test.each(languages)(
  'newman runs the collection of the built site in %s: all 2xx on a fresh sandbox',
  async (language) => {
    const file = join(inject('site'), language === 'en' ? 'en' : '', collectionFile);
    const collection = JSON.parse(readFileSync(file, 'utf8')) as Collection;
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const replies = await run(collection, {
      baseUrl: `${sandbox.origin}${basePath}`,
      apiKey: sandbox.apiKey,
    });
    expect(replies.filter((reply) => !/^2\d\d /.test(reply))).toEqual([]);
    expect(replies).toHaveLength(collection.item.reduce((sum, { item }) => sum + item.length, 0));
    console.log(`${language}: ${replies.length} requests, each 2xx`);
  },
);
