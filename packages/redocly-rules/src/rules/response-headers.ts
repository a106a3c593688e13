import { eachOperation } from '../operations.ts';
import { child, follow, isReference, members, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';
import { reportOnce } from '../report.ts';

/** Headers that go together: `on` those statuses and no other, or everywhere but `notOn`. */
export interface HeaderGroup {
  readonly headers: readonly string[];
  readonly on?: readonly string[];
  readonly notOn?: readonly string[];
}

export interface ResponseHeadersOptions {
  readonly groups: readonly HeaderGroup[];
}

/** Every response of an operation carries the headers that its status promises, by the shared definitions. */
export const responseHeaders: Rule<ResponseHeadersOptions> = ({ groups }) => {
  const report = reportOnce();

  function check(context: Context, raw: Place, answers: string, group: HeaderGroup, expected: boolean) {
    const response = follow(context, raw);
    const headers = child(response, 'headers');
    for (const name of group.headers) {
      const header = headers && child(headers, name);
      if (header === undefined) {
        if (!expected) continue;
        const location = headers?.location.key() ?? response.location;
        report(
          context,
          `${answers} lacks the header ${name}: add it with $ref to components/headers/${name}.`,
          location,
        );
      } else if (!expected && group.on) {
        const message = `${answers} has the header ${name}, which belongs to ${group.on.join(' and ')} alone: remove it.`;
        report(context, message, header.location.key());
      } else if (!(isReference(header.node) && isShared(header.node.$ref, name))) {
        const message = `${answers} defines the header ${name} anew: use $ref to components/headers/${name}.`;
        report(context, message, header.location);
      }
    }
  }

  return {
    ...eachOperation('Paths', ({ responses }, context) => {
      for (const [status, response] of responses) {
        for (const group of groups) {
          const expected = group.on?.includes(status) ?? !group.notOn?.includes(status);
          check(context, response, `The response ${status}`, group, expected);
        }
      }
    }),
    // What answers where no operation does has no status to go by: it carries what every response carries.
    NamedResponses(node, context) {
      for (const [name, response] of members({ node, location: context.location })) {
        for (const group of groups.filter(({ on, notOn }) => !on && !notOn)) {
          check(context, response, `The response ${name}`, group, true);
        }
      }
    },
  };
};

function isShared(reference: string, name: string): boolean {
  return reference.endsWith(`/headers/${name}`) || reference.endsWith(`/headers/${name}.yaml`);
}
