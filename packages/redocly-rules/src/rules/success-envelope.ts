import { eachOperation } from '../operations.ts';
import { at, child, follow, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';
import { reportOnce } from '../report.ts';
import { asMapping, property, required } from '../schemas.ts';

/** `exempt`: media types that are no JSON and so have no envelope, such as text/event-stream. */
export interface EnvelopeOptions {
  readonly exempt?: readonly string[];
}

const metaProperties = ['total', 'page', 'limit'];

function problems(context: Context, schema: Place, isList: boolean): string[] {
  const needed = required(context, schema);
  const meta = property(context, schema, 'meta');
  const data = property(context, schema, 'data');
  const found: string[] = [];
  if (asMapping(property(context, schema, 'success'))['const'] !== true || !needed.includes('success')) {
    found.push('success must be required, with const: true');
  }
  if (data === undefined || !needed.includes('data')) found.push('data must be there and required');
  if (isList) {
    if (asMapping(data)['type'] !== 'array') found.push('data of a list must be an array');
    if (meta === undefined || !needed.includes('meta')) {
      found.push('meta of a list must be there and required');
    }
  } else if (meta) {
    found.push('meta belongs to lists, whose operationId begins with list');
  }
  if (meta && isList) {
    const names = Object.keys(asMapping(at(context, meta, 'properties')));
    const always = required(context, meta);
    const exact =
      names.length === metaProperties.length && metaProperties.every((name) => always.includes(name));
    if (!exact) found.push(`meta must have exactly ${metaProperties.join(', ')}, all required`);
  }
  return found;
}

/** Every successful answer is `{success: true, data}`, and a list, and only a list, has `meta` beside it. */
export const successEnvelope: Rule<EnvelopeOptions> = ({ exempt = [] }) => {
  const report = reportOnce();
  return eachOperation('Paths', ({ name, node, responses }, context) => {
    const isList = /^list[A-Z]/.test(String(node['operationId']));
    for (const [status, response] of responses.filter(([code]) => code.startsWith('2'))) {
      for (const [mediaType, content] of members(child(follow(context, response), 'content'))) {
        if (exempt.includes(mediaType)) continue;
        const answer = `${name} ${status}`;
        const schema = at(context, content, 'schema');
        if (mediaType !== 'application/json' || schema === undefined) {
          const message = `${answer} is not in the envelope: answer application/json with a schema, or list ${mediaType} as exempt.`;
          report(context, message, content.location.key());
          continue;
        }
        for (const problem of problems(context, schema, isList)) {
          report(context, `${answer} is not in the envelope of a success: ${problem}.`, schema.location);
        }
      }
    }
  });
};
