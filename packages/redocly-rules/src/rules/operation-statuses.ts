import { eachOperation, type Operation } from '../operations.ts';
import { isMapping } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';

/**
 * Statuses that an operation must document: `always`; `input` when it takes a query, a header or a body
 * (an identifier in the path that fits nothing is unknown, not invalid); `body` and `identifier` when it takes one.
 */
export interface OperationStatusesOptions {
  readonly always?: readonly string[];
  readonly input?: readonly string[];
  readonly body?: readonly string[];
  readonly identifier?: readonly string[];
}

/** Every operation documents the answers that its kind of request can get. */
export const operationStatuses: Rule<OperationStatusesOptions> = (options) =>
  eachOperation('Paths', ({ name, node, parameters, responses, place }: Operation, context: Context) => {
    const kinds = parameters.map((parameter) =>
      isMapping(parameter.node) ? parameter.node['in'] : undefined,
    );
    const hasBody = 'requestBody' in node;
    const hasInput = hasBody || kinds.some((kind) => kind !== 'path');
    const reasons: [because: string, statuses: readonly string[] | undefined, holds: boolean][] = [
      ['every operation can answer it', options.always, true],
      ['it takes input that can be wrong', options.input, hasInput],
      ['it takes a body', options.body, hasBody],
      ['it names something that may not exist', options.identifier, kinds.includes('path')],
    ];
    for (const [because, statuses, holds] of reasons) {
      for (const status of holds ? (statuses ?? []) : []) {
        if (responses.some(([documented]) => documented === status)) continue;
        context.report({
          message: `${name} does not document ${status}, although ${because}: add the shared response.`,
          location: 'responses' in node ? place.location.child(['responses']).key() : place.location.key(),
        });
      }
    }
  });
