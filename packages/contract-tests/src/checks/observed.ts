import { subjects } from '../contract/catalog.ts';
import { unobservedEvents, unobservedOf } from '../oracle/observed.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Check } from './check.ts';

/** Before anything is asked: what of the contract would pass unseen whatever a server did. */
export const observed: Check = {
  name: 'observed',
  title: 'every operation, parameter, property, header and event of the contract is known to the model',
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
    yield {
      name: 'events',
      violations: unobservedEvents().map((message) => toViolation(message, undefined)),
    };
  },
};

function toViolation(message: string, operationId: string | undefined): Violation {
  const request = { method: 'CONTRACT', path: operationId ?? 'webhooks', headers: {}, body: undefined };
  return {
    rule: 'observed',
    message,
    operationId,
    exchange: { request, response: { status: 0, headers: {}, text: '', json: undefined } },
  };
}
