import { limits } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import { violationsAgainst, uncovered } from '../conformance/reply.ts';
import type { Violation } from '../conformance/violation.ts';
import { compose } from '../target/compose.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'OPTIONS'];

/** What no operation covers, and bodies that are refused before anybody reads them. */
export const transport: Check = {
  name: 'transport',
  title: 'unknown paths, methods, media types and oversized bodies are refused as documented',
  skip: () => undefined,
  async *run(context) {
    yield* unknownPaths(context);
    yield* unknownMethods(context);
    for (const subject of subjects.filter((each) => each.body)) yield* refusedBodies(context, subject);
  },
};

async function* unknownPaths(context: CheckContext): AsyncGenerator<Result> {
  for (const path of [
    '',
    '/',
    '/nada',
    '/contacts/',
    '//contacts',
    '/Contacts',
    '/contacts/a/b',
    '/me/x',
    '/../me',
    '/contacts%2F',
    '/%00',
    '/webhooks/a/deliveries',
  ]) {
    for (const key of [null, context.key]) {
      const known = path === '/webhooks/a/deliveries';
      if (known) continue;
      const exchange = await context.send({
        method: 'GET',
        path,
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        body: undefined,
      });
      yield {
        name: `GET ${path} ${key === null ? 'without' : 'with'} key`,
        violations: violationsAgainst(uncovered[404], exchange),
      };
    }
  }
}

async function* unknownMethods(context: CheckContext): AsyncGenerator<Result> {
  for (const path of new Set(subjects.map((subject) => subject.operation.path))) {
    const here = subjects.filter((subject) => subject.operation.path === path);
    const known = here.map((subject) => subject.operation.method.toUpperCase()).toSorted();
    const [first] = here;
    for (const method of methods.filter((each) => !known.includes(each))) {
      const exchange = await context.send({ ...compose(first as Subject, { key: null }), method });
      if (method === 'HEAD') {
        yield { name: `HEAD ${path}`, violations: expectReply(undefined, exchange, 405) };
        continue;
      }
      const allow = (exchange.response.headers['allow'] ?? '')
        .split(/\s*,\s*/)
        .filter((each) => each !== 'OPTIONS')
        .toSorted();
      const violations: Violation[] = violationsAgainst(uncovered[405], exchange);
      if (allow.join() !== known.join()) {
        violations.push({
          rule: 'allow',
          place: '/headers/allow',
          operationId: undefined,
          exchange,
          message: `Allow names ${allow.join(', ') || 'nothing'} instead of ${known.join(', ')}`,
        });
      }
      yield { name: `${method} ${path}`, violations };
    }
  }
}

async function* refusedBodies(context: CheckContext, subject: Subject): AsyncGenerator<Result> {
  const { key } = context;
  const [example] = subject.body?.examples ?? [];
  const valid = JSON.stringify(example?.value);
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'application/json; charset=iso-8859-1',
  ]) {
    const { exchange, violations } = await ask(
      context,
      subject,
      compose(subject, { key, raw: { body: valid, type } }),
    );
    yield {
      name: `${subject.id} as ${type}`,
      violations: [...violations, ...expectReply(subject, exchange, 415, 'unsupported_media_type')],
    };
  }
  // One byte too many, of a body that is sound otherwise.
  const large = valid + ' '.repeat(limits.requestBodyBytes - Buffer.byteLength(valid) + 1);
  const oversized = await ask(
    context,
    subject,
    compose(subject, { key, raw: { body: large, type: 'application/json' } }),
  );
  yield {
    name: `${subject.id} over ${limits.requestBodyBytes} bytes`,
    violations: [
      ...oversized.violations,
      ...expectReply(subject, oversized.exchange, 413, 'payload_too_large'),
    ],
  };
  for (const body of ['{', '{"a":', 'nada', '[1,]', '"\u0000"', `${valid}}`]) {
    const { exchange, violations } = await ask(
      context,
      subject,
      compose(subject, { key, raw: { body, type: 'application/json' } }),
    );
    yield {
      name: `${subject.id} with the broken JSON ${JSON.stringify(body.slice(0, 12))}`,
      violations: [...violations, ...expectReply(subject, exchange, 400, 'validation_error')],
    };
  }
}
