import { eachOperation } from '../operations.ts';
import { at, child, follow, items, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';
import { reportOnce } from '../report.ts';
import { asMapping, reachable } from '../schemas.ts';

function bodies(context: Context, holder: Place | undefined): Place[] {
  if (holder === undefined) return [];
  return members(at(context, holder, 'content')).flatMap(
    ([, content]) => at(context, content, 'schema') ?? [],
  );
}

function isObject(schema: Place): boolean {
  const { type, properties } = asMapping(schema);
  return [type].flat().includes('object') || properties !== undefined;
}

function isClosed(schema: Place): boolean {
  const { additionalProperties, unevaluatedProperties } = asMapping(schema);
  return additionalProperties === false || unevaluatedProperties === false;
}

/** Object schemas below a body, without the members of an `allOf`, which the schema around them closes. */
function objects(context: Context, body: Place): Place[] {
  const all = reachable(context, body);
  const composed = all
    .flatMap((schema) => items(child(schema, 'allOf')))
    .map((part) => follow(context, part).node);
  return all.filter((schema) => isObject(schema) && !composed.includes(schema.node));
}

/**
 * What others send us is closed, so that a slip of the pen is refused; what we send, answers and webhooks,
 * is open, so that a property can be added without breaking a reader.
 */
export const closedRequests: Rule = () => {
  const report = reportOnce();

  function mustBeClosed(context: Context, body: Place) {
    for (const schema of objects(context, body)) {
      if (isClosed(schema) || isMap(schema)) continue;
      const message =
        'This object is sent to us and takes unknown properties: set additionalProperties: false.';
      report(context, message, schema.location);
    }
  }

  function mustBeOpen(context: Context, body: Place) {
    for (const schema of objects(context, body)) {
      if (!isClosed(schema)) continue;
      const message =
        'This object is sent by us and is closed to readers: remove additionalProperties: false.';
      report(context, message, schema.location);
    }
  }

  return {
    ...eachOperation('Paths', ({ place, responses }, context) => {
      for (const body of bodies(context, at(context, place, 'requestBody'))) mustBeClosed(context, body);
      for (const [, response] of responses) {
        for (const body of bodies(context, response)) mustBeOpen(context, body);
      }
    }),
    ...eachOperation('WebhooksMap', ({ place }, context) => {
      for (const body of bodies(context, at(context, place, 'requestBody'))) mustBeOpen(context, body);
    }),
  };
};

/** A map of names to values of one schema: bounded by maxProperties, not closed. */
function isMap(schema: Place): boolean {
  return typeof asMapping(schema)['additionalProperties'] === 'object';
}
