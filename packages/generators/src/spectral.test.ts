import { consoleDocument, publicDocument } from '@atteny/contract/documents';
import spectral from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import rulesets from '@stoplight/spectral-rulesets';
import { expect, test } from 'vitest';
import { exceptions } from './spectral-exceptions.ts';

const linter = new spectral.Spectral();
// Everything that the two sets have, also what they leave off.
linter.setRuleset({
  extends: [
    [rulesets.oas, 'all'],
    [owasp, 'all'],
  ],
  rules: {},
} as never);

test.each([
  ['public', publicDocument],
  ['console', consoleDocument],
] as const)(
  'Spectral has nothing to say of the %s document but what is known, and why',
  async (name, document) => {
    const known = exceptions[name];
    const found = (await linter.run(structuredClone(document) as never)).map(({ code, path, message }) => ({
      rule: String(code),
      at: path.join('/'),
      message,
    }));
    const isKnown = ({ rule, at }: { rule: string; at: string }) =>
      known.some((exception) => exception.rule === rule && exception.where.test(at));
    expect(found.filter((one) => !isKnown(one))).toEqual([]);
    const idle = known.filter(
      ({ rule, where }) => !found.some((one) => one.rule === rule && where.test(one.at)),
    );
    expect(idle, 'exceptions that nothing needs any more').toEqual([]);
  },
);
