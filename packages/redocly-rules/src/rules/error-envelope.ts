import { eachOperation } from '../operations.ts';
import { at, child, follow, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';
import { reportOnce } from '../report.ts';
import { asMapping, property, required } from '../schemas.ts';

function problems(context: Context, schema: Place): string[] {
  const needed = required(context, schema);
  const found: string[] = [];
  if (asMapping(property(context, schema, 'success'))['const'] !== false || !needed.includes('success')) {
    found.push('success must be required, with const: false');
  }
  const codes = asMapping(property(context, schema, 'code'))['enum'];
  if (!Array.isArray(codes) || codes.length === 0 || !needed.includes('code')) {
    found.push('code must be required, with an enum of the codes that this answer can have');
  }
  if (asMapping(property(context, schema, 'error'))['type'] !== 'string' || !needed.includes('error')) {
    found.push('error must be required, a string');
  }
  return found;
}

/** Every failure is JSON of the form `{success: false, code, error}`, with its codes pinned by an enum. */
export const errorEnvelope: Rule = () => {
  const report = reportOnce();

  function check(context: Context, raw: Place, answer: string) {
    const response = follow(context, raw);
    const content = members(child(response, 'content'));
    const schema = at(context, response, 'content', 'application/json', 'schema');
    if (content.length !== 1 || schema === undefined) {
      report(
        context,
        `${answer} is not in the envelope: answer application/json, and only that.`,
        response.location,
      );
      return;
    }
    for (const problem of problems(context, schema)) {
      report(context, `${answer} is not in the envelope of an error: ${problem}.`, schema.location);
    }
  }

  return {
    ...eachOperation('Paths', ({ responses }, context) => {
      for (const [status, response] of responses) {
        if (/^[45]/.test(status)) check(context, response, `The response ${status}`);
      }
    }),
    // Named in the root document because no operation has them: what answers unknown paths and methods.
    NamedResponses(node, context) {
      for (const [name, response] of members({ node, location: context.location })) {
        check(context, response, `The response ${name}`);
      }
    },
  };
};
