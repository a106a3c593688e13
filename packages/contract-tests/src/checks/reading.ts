import type { OperationId } from '@atteny/contract';
import { resolve, type Schema, subjects, type Subject } from '../contract/catalog.ts';
import type { Violation } from '../conformance/violation.ts';
import { compose } from '../target/compose.ts';
import type { Exchange } from '../target/exchange.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

/**
 * How a request is read, row by row, as the contract's prose tells it. The servers of this house share one reader: what is
 * expected of them must not come from it.
 */
export const reading: Check = {
  name: 'reading',
  title: 'numbers, escapes, media types, charsets and encodings are read as the prose says',
  skip: () => undefined,
  async *run(context) {
    yield* queries(context);
    yield* bodies(context);
    for (const subject of subjects) yield* brokenTexts(context, subject);
  },
};

type Outcome = 'read' | 400 | 415;

/** Values of `page` and of `limit`, as they stand in the target. */
const numbers: readonly (readonly [written: string, Outcome])[] = [
  ['1', 'read'],
  ['100', 'read'],
  ['%31', 'read'],
  ['0', 400],
  ['-1', 400],
  ['', 400],
  ['Infinity', 400],
  ['-Infinity', 400],
  ['NaN', 400],
  ['1e3', 400],
  ['1e309', 400],
  ['1e0', 400],
  ['9'.repeat(400), 400],
  ['%D9%A3', 400],
  ['%EF%BC%91', 400],
  ['+1', 400],
  ['%2B1', 400],
  ['1+', 400],
  ['%205', 400],
  ['5%0A', 400],
  ['1.0', 400],
  ['1,0', 400],
  ['1_0', 400],
  ['0x1', 400],
  ['0b1', 400],
  ['1n', 400],
  ['true', 400],
  ['1;limit=2', 400],
  ['1%26limit=2', 400],
];

/** Whole queries of the list of contacts, and the place that a refusal names. */
const wholeQueries: readonly (readonly [written: string, Outcome, place?: string])[] = [
  ['', 'read'],
  ['page=1&limit=20', 'read'],
  ['&&page=1&', 'read'],
  ['unknown=1', 'read'],
  ['Page=zero', 'read'],
  ['page[]=zero', 'read'],
  ['__proto__=1', 'read'],
  ['page=1&page=1', 400, '/query/page'],
  ['p%61ge=zero', 400, '/query/page'],
  ['page', 400, '/query/page'],
  ['search=a+b%20c', 'read'],
  ['search=a=b', 'read'],
  ["search=:/?@!$'()*,;", 'read'],
  ['search=%F0%9F%98%80', 'read'],
  ['search=%', 400, '/query/search'],
  ['search=%4', 400, '/query/search'],
  ['search=%zz', 400, '/query/search'],
  ['search=%FF', 400, '/query/search'],
  ['search=%C3%28', 400, '/query/search'],
  ['search=%ED%A0%80', 400, '/query/search'],
  ['search=a%00b', 400, '/query/search'],
  ['unknown=%', 400, '/query/unknown'],
  ['%=1', 400, '/query'],
];

/** Headers that say how a body is written. */
const mediaTypes: readonly (readonly [contentType: string, Outcome])[] = [
  ['application/json', 'read'],
  ['Application/JSON', 'read'],
  ['application/json;charset=utf-8', 'read'],
  ['application/json; charset=UTF-8', 'read'],
  ['application/json; charset="utf-8"', 'read'],
  ['application/json; charset=utf8', 'read'],
  ['application/json; profile=x', 'read'],
  ['application/json; profile="a;charset=latin1"; charset=utf-8', 'read'],
  ['application/json; charset=latin1', 415],
  ['application/json; charset=utf-16', 415],
  ['application/json; charset=utf-8; charset=utf-16', 415],
  ['application/ld+json', 415],
  ['application/merge-patch+json', 415],
  ['application/json, text/plain', 415],
  ['text/json', 415],
  ['*/*', 415],
  ['json', 415],
];

const encodings: readonly (readonly [contentEncoding: string, Outcome])[] = [
  ['identity', 'read'],
  ['gzip', 415],
  ['br', 415],
  ['deflate', 415],
  ['zstd', 415],
  ['gzip, identity', 415],
  ['none', 415],
];

/** JSON of a contact's name, as it stands in the body. */
const texts: readonly (readonly [written: string, Outcome])[] = [
  ['"Ana"', 'read'],
  [String.raw`"\ud83d\ude00"`, 'read'],
  [String.raw`"\ud83d"`, 400],
  [String.raw`"\ude00\ud83d"`, 400],
  [String.raw`"a\u0000b"`, 400],
];

const named = (id: OperationId): Subject => subjects.find((each) => each.id === id) as Subject;

async function* queries(context: CheckContext): AsyncGenerator<Result> {
  const subject = named('listContacts');
  const rows = [
    ...['page', 'limit'].flatMap((name) =>
      numbers.map(([written, outcome]) => [`${name}=${written}`, outcome, `/query/${name}`] as const),
    ),
    ...wholeQueries,
  ];
  for (const [written, outcome, place] of rows) {
    const { path, ...rest } = compose(subject, { key: context.key });
    const { exchange, violations } = await ask(context, subject, { ...rest, path: `${path}?${written}` });
    yield {
      name: `${subject.id} ?${written.slice(0, 60)}`,
      violations: [
        ...violations,
        ...outcomeOf(subject, exchange, outcome, 200),
        ...(outcome === 400 ? placeIn(subject, exchange, place) : []),
      ],
    };
  }
}

async function* bodies(context: CheckContext): AsyncGenerator<Result> {
  const subject = named('createContact');
  let contacts = 0;
  const sent = async (headers: Record<string, string>, name = '"Ana"') => {
    contacts += 1;
    const phoneNumber = `+5599${String(context.seed % 1_000_000).padStart(6, '0')}${String(contacts).padStart(3, '0')}`;
    const request = compose(subject, {
      key: context.key,
      raw: { body: `{"phoneNumber":"${phoneNumber}","name":${name}}`, type: 'application/json' },
      headers,
    });
    return ask(context, subject, request);
  };
  for (const [type, outcome] of mediaTypes) {
    const { exchange, violations } = await sent({ 'content-type': type });
    yield {
      name: `${subject.id} as ${type}`,
      violations: [...violations, ...outcomeOf(subject, exchange, outcome, 201)],
    };
  }
  for (const [encoding, outcome] of encodings) {
    const { exchange, violations } = await sent({ 'content-encoding': encoding });
    yield {
      name: `${subject.id} in ${encoding}`,
      violations: [
        ...violations,
        ...outcomeOf(subject, exchange, outcome, 201),
        ...(outcome === 415 ? encodingNamed(subject, exchange) : []),
      ],
    };
  }
  for (const [text, outcome] of texts) {
    const { exchange, violations } = await sent({}, text);
    yield {
      name: `${subject.id} named ${text}`,
      violations: [
        ...violations,
        ...outcomeOf(subject, exchange, outcome, 201),
        ...(outcome === 400 ? placeIn(subject, exchange, '/body/name') : []),
      ],
    };
  }
}

/** Half of a surrogate pair is refused in every text of every body. */
async function* brokenTexts(context: CheckContext, subject: Subject): AsyncGenerator<Result> {
  const { body } = subject;
  for (const name of body === undefined ? [] : textsOf(body.schema)) {
    const whole = JSON.stringify({ ...(body?.examples[0]?.value as object), [name]: '@' });
    const written = whole.replace('"@"', () => String.raw`"a\ud83d"`);
    const { exchange, violations } = await ask(
      context,
      subject,
      compose(subject, { key: context.key, raw: { body: written, type: 'application/json' } }),
    );
    yield {
      name: `${subject.id} with half a character in ${name}`,
      violations: [
        ...violations,
        ...outcomeOf(subject, exchange, 400, 400),
        ...placeIn(subject, exchange, `/body/${name}`),
      ],
    };
  }
}

function textsOf(written: Schema): string[] {
  const schema = resolve<{ properties?: Record<string, unknown> }>(written);
  return Object.entries(schema.properties ?? {})
    .filter(([, property]) => [resolve<{ type?: unknown }>(property).type].flat().includes('string'))
    .map(([name]) => name);
}

function outcomeOf(subject: Subject, exchange: Exchange, outcome: Outcome, success: number): Violation[] {
  if (outcome === 'read') {
    // A suite that is run twice with one seed meets its own contacts: they were read all the same.
    if (exchange.response.status === 409 && subject.replies.has(409)) return [];
    return expectReply(subject, exchange, success);
  }
  return expectReply(
    subject,
    exchange,
    outcome,
    outcome === 400 ? 'validation_error' : 'unsupported_media_type',
  );
}

/** The `details` name the place that was wrong. */
function placeIn(subject: Subject, exchange: Exchange, place: string | undefined): Violation[] {
  const { details = [] } = (exchange.response.json ?? {}) as { details?: { path?: unknown }[] };
  if (place === undefined || details.some(({ path }) => path === place)) return [];
  const places = details.map(({ path }) => String(path)).join(', ') || 'nothing';
  return [
    {
      rule: 'details',
      operationId: subject.id,
      exchange,
      message: `details name ${places} instead of ${place}`,
    },
  ];
}

/** The sentence of a 415 tells an encoding from a media type. */
function encodingNamed(subject: Subject, exchange: Exchange): Violation[] {
  const { error } = (exchange.response.json ?? {}) as { error?: unknown };
  if (/Content-Encoding/i.test(String(error))) return [];
  return [
    {
      rule: 'encoding',
      operationId: subject.id,
      exchange,
      message: `the 415 does not name Content-Encoding: ${String(error)}`,
    },
  ];
}
