import { subjects } from '../contract/catalog.ts';
import { unobservedOf } from '../oracle/observed.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Check } from './check.ts';

/** Before anything is asked: what of the contract would pass unseen whatever a server did. */
export const observed: Check = {
  name: 'observed',
  title: 'every operation, parameter, property and header of the contract is known to the model',
  skip: ({ worlds }) =>
    worlds ? undefined : 'needs --console: without worlds the model knows no organization',
  // oxlint-disable-next-line typescript/require-await -- a check may ask; this one need not
  async *run() {
    for (const subject of subjects) {
      yield {
        name: subject.id,
        violations: unobservedOf(subject).map((message) => toViolation(message, subject.id)),
      };
    }
  },
};

function toViolation(message: string, operationId: string): Violation {
  const request = { method: 'CONTRACT', path: operationId, headers: {}, body: undefined };
  return {
    rule: 'observed',
    message,
    operationId,
    exchange: { request, response: { status: 0, headers: {}, text: '', json: undefined } },
  };
}
