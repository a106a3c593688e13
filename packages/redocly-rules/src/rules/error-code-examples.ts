import { eachOperation } from '../operations.ts';
import { at, child, follow, items, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';
import { reportOnce } from '../report.ts';
import { property } from '../schemas.ts';

/** Every code that an error response can have is shown by an example, so that the mock can answer it. */
export const errorCodeExamples: Rule = () => {
  const report = reportOnce();

  function check(context: Context, raw: Place) {
    const content = at(context, raw, 'content', 'application/json');
    const schema = content && at(context, content, 'schema');
    if (content === undefined || schema === undefined) return;
    const shown = members(child(content, 'examples')).map(
      ([, example]) => at(context, follow(context, example), 'value', 'code')?.node,
    );
    const code = property(context, schema, 'code');
    for (const { node } of items(code && child(code, 'enum'))) {
      if (shown.includes(node)) continue;
      const message = `No example shows the code ${String(node)}: add one to examples, or take the code out of the enum.`;
      report(context, message, child(content, 'examples')?.location.key() ?? content.location);
    }
  }

  return {
    ...eachOperation('Paths', ({ responses }, context) => {
      for (const [status, response] of responses) if (/^[45]/.test(status)) check(context, response);
    }),
    NamedResponses(node, context) {
      for (const [, response] of members({ node, location: context.location })) check(context, response);
    },
  };
};
