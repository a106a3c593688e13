import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { output } from '@atteny/local-servers';
import { servedContract } from '../src/contract-server.ts';
import { row } from './table.ts';

const at = servedContract();

const olderNode = (name: string) => () => join(inject('tools'), 'node_modules', name, 'bin', 'node');

test.each([
  ['20.3', /^v20\.3\./, olderNode('node-20.3')],
  ['20.19', /^v20\.19\./, olderNode('node-20.19')],
  ['22', /^v22\./, olderNode('node-22')],
  ['24', /^v24\./, () => process.execPath],
])('Node %s takes both packages by require and by import, and calls', async (name, version, node) => {
  const cwd = inject('project');
  expect(await output(node(), ['--version'], { cwd })).toMatch(version);
  const report = await output(node(), ['one-call.cjs', at.server], { cwd });
  const held = ['Padaria Estrela do Sul', 'evt_1'];
  expect(JSON.parse(report)).toEqual({ required: held, imported: held, warnings: [] });
  row(`Node ${name}`, 'require and import', 'one call, one signature, thirty calls on one signal');
});
