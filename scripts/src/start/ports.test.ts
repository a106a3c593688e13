import { describe, expect, test } from 'vitest';
import { allParts, presentParts } from './parts.ts';
import { assertFree, portsFrom } from './ports.ts';
import { listening, workspaceWith } from './workspace.fixture.ts';

describe('portsFrom', () => {
  test('takes the usual ports, and those of the environment before them', () => {
    const ports = portsFrom({ ATTENY_MOCK_PORT: '5010', ATTENY_DOCS_PORT: '' }, allParts);
    expect([...ports].map(([{ name }, port]) => [name, port])).toEqual([
      ['mock', 5010],
      ['documentação', 4020],
      ['servidor', 4000],
    ]);
  });

  test.each(['0', '65536', '4010x', '-1', '40.5', ' '])('refuses %j by the name of its variable', (value) => {
    expect(() => portsFrom({ ATTENY_DOCS_PORT: value }, allParts)).toThrow(
      `ATTENY_DOCS_PORT deve ser uma porta entre 1 e 65535, e não "${value}".`,
    );
  });

  test('refuses one port for two parts', () => {
    expect(() => portsFrom({ ATTENY_DOCS_PORT: '4010' }, allParts)).toThrow(
      'ATTENY_MOCK_PORT e ATTENY_DOCS_PORT pedem a mesma porta, 4010.',
    );
  });
});

describe('assertFree', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::'])(
    'names the port that is taken on %s, and the variable',
    async (host) => {
      const [mock] = allParts;
      if (!mock) throw new Error('there is no mock');
      const taken = await listening(host);
      await expect(assertFree(new Map([[mock, taken]]))).rejects.toThrow(
        new RegExp(
          `^A porta ${taken} \\(mock\\) já está em uso por outro programa\\. .*ATTENY_MOCK_PORT=\\d+`,
        ),
      );
    },
  );
});

test('a part that the workspace does not have is left out', async () => {
  const { workspace, ports } = await workspaceWith({ first: '' });
  const [first] = ports.keys();
  if (!first) throw new Error('there is no part');
  expect(presentParts(workspace, [first, { ...first, entry: 'apps/absent/src/main.ts' }])).toEqual([first]);
});
