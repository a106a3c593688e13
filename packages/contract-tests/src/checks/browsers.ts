import type { Violation } from '../conformance/violation.ts';
import { subjects, type Subject } from '../contract/catalog.ts';
import { mayPageRead, wrongPreflight, wrongSharing } from '../oracle/sharing.ts';
import { compose } from '../target/compose.ts';
import type { Request } from '../target/exchange.ts';
import { ask, type Check, type CheckContext, type Result } from './check.ts';

const ownPages = ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://app.localhost'];
const otherPages = [
  'https://outra.example',
  'null',
  'http://localhost.outra.example',
  'http://127.0.0.1.outra.example',
];
const me = subjects.find(({ id }) => id === 'getMe') as Subject;

/**
 * What a browser lets pages do. Sandbox and mock are open to the pages of their own machine and to those that they were told: of a sandbox
 * with a console the model says it. Of a server that may be neither nothing is promised but that a page hears the same
 * beforehand and in the reply.
 */
export const browsers: Check = {
  name: 'browsers',
  title: 'a page that may read replies may send every request of the contract, and no other page may',
  skip: () => undefined,
  async *run(context) {
    for (const origin of [...ownPages, ...otherPages]) {
      const { isOpen, violations } = await reading(context, origin);
      yield { name: `${origin} reads ${isOpen ? 'every header' : 'nothing'}`, violations };
      yield await asking(context, origin, isOpen);
    }
  },
};

/** Whether a page may read replies. */
async function reading(
  context: CheckContext,
  origin: string,
): Promise<{ isOpen: boolean; violations: Violation[] }> {
  const headers = { origin };
  const { exchange, violations } = await ask(context, me, compose(me, { key: context.key, headers }));
  const allowed = exchange.response.headers['access-control-allow-origin'];
  if (!context.stateless) return { isOpen: allowed === origin || allowed === '*', violations };
  const keyless = compose(me, { key: null, headers });
  const refused = [keyless, { ...keyless, method: 'PUT' }, { ...keyless, path: '/nada' }];
  const others = await Promise.all(refused.map((request) => context.send(request)));
  for (const each of [exchange, ...others]) {
    for (const { place, message } of wrongSharing(
      each.request,
      each.response,
      context.recorder.model.origins,
    )) {
      violations.push({ rule: 'truth', place, message, operationId: me.id, exchange: each });
    }
  }
  return { isOpen: mayPageRead(exchange.request, context.recorder.model.origins), violations };
}

/** Whether a page is told beforehand that it may send each request, with every header that the contract has for it. */
async function asking(context: CheckContext, origin: string, isOpen: boolean): Promise<Result> {
  const violations: Violation[] = [];
  for (const subject of subjects) {
    const exchange = await context.send(preflight(subject, origin, context));
    violations.push(...context.recorder.found());
    if (context.worlds) continue;
    for (const { place, message } of wrongPreflight(exchange.request, exchange.response, isOpen)) {
      violations.push({ rule: 'truth', place, message, operationId: subject.id, exchange });
    }
  }
  return { name: `${origin} ${isOpen ? 'may' : 'may not'} send`, violations };
}

function preflight(subject: Subject, origin: string, { stateless }: CheckContext): Request {
  const names = [
    'authorization',
    ...(subject.body ? ['content-type'] : []),
    ...subject.parameters.filter((each) => each.in === 'header').map(({ name }) => name.toLowerCase()),
    ...(stateless ? ['prefer'] : []),
  ];
  const { method, path } = compose(subject, { key: null });
  return {
    method: 'OPTIONS',
    path,
    headers: {
      origin,
      'access-control-request-method': method,
      // A browser writes them sorted, in small letters and without blanks.
      'access-control-request-headers': names.toSorted().join(),
    },
    body: undefined,
  };
}
