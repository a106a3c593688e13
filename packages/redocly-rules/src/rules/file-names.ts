import { basename } from 'node:path';
import { eventOf } from '../events.ts';
import { child, follow, isReference, items, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';

function report(context: Context, place: Place, what: string, expected: string) {
  if (!isReference(place.node) || basename(place.node.$ref) === expected) return;
  context.report({
    message: `${what} stands in ${place.node.$ref}: name the file ${expected}.`,
    location: place.location,
  });
}

/** A file is named after what it holds: the path, the event, the component, the header or the parameter. */
export const fileNames: Rule = () => ({
  Paths(node, context) {
    for (const [path, item] of members({ node, location: context.location })) {
      report(context, item, `The path ${path}`, `${path.slice(1).replaceAll('/', '_')}.yaml`);
    }
  },
  WebhooksMap(node, context) {
    for (const [key, item] of members({ node, location: context.location })) {
      report(context, item, `The webhook ${key}`, `${eventOf(context, follow(context, item)) ?? key}.yaml`);
    }
  },
  Components(node, context) {
    for (const [, section] of members({ node, location: context.location })) {
      for (const [name, component] of members(section)) {
        report(context, component, `The component ${name}`, `${name}.yaml`);
      }
    }
  },
  HeadersMap(node, context) {
    for (const [name, header] of members({ node, location: context.location })) {
      report(context, header, `The header ${name}`, `${name}.yaml`);
    }
  },
  ParameterList(node, context) {
    for (const parameter of items({ node, location: context.location })) {
      const name = child(follow(context, parameter), 'name')?.node;
      // A prefix tells apart what generators would call the same, such as webhookId and webhook-id.
      if (isReference(parameter.node) && parameter.node.$ref.endsWith(`-${String(name)}.yaml`)) continue;
      report(context, parameter, `The parameter ${String(name)}`, `${String(name)}.yaml`);
    }
  },
  ref(node, context) {
    const [, section, name] =
      /\/(schemas|responses)\/([^/#]+)\.yaml$/.exec(isReference(node) ? node.$ref : '') ?? [];
    if (name === undefined || /^[A-Z][A-Za-z0-9]*$/.test(name)) return;
    context.report({
      message: `The file ${name}.yaml in ${section} does not give a type name: use PascalCase, such as Contact.yaml.`,
      location: context.location,
    });
  },
});
