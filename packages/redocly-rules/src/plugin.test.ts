import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import plugin from './plugin.ts';

const here = (path: string) => new URL(path, import.meta.url);
const rules = Object.keys(plugin().rules.oas3);

test.each(rules)('%s is switched on, and proven by a bad document', (rule) => {
  // Redocly says nothing of a rule that a plugin brings and no configuration names.
  expect(readFileSync(here('../../../spec/redocly.yaml'), 'utf8')).toContain(`atteny/${rule}:`);
  expect(existsSync(here(`./rules/${rule}.test.ts`))).toBe(true);
  expect(
    ['bad.yaml', 'bad/openapi.yaml'].some((name) => existsSync(here(`../fixtures/${rule}/${name}`))),
  ).toBe(true);
});
