import { webhookEvents } from '@atteny/contract';
import * as fc from 'fast-check';
import type { Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { arbitraryOf } from '../generate/arbitrary.ts';
import { brokenIn } from '../generate/broken.ts';
import { makes, receiverUrl, type Body, type Credential, type Pick, type Step } from './step.ts';

/** Few numbers, so that they meet again. */
export const phoneNumbers = ['+5511987654321', '+5521976543210', '+5531965432109'];
const names = ['João Batista Lima', 'Zélia 🥖', 'ana maría', null];
/** Terms that find something, and terms that are hard to find. */
const searches = ['jo', 'joao', 'JOÃO', '9876', 'ma', 'é', '🥖', 'a_b', '%', '+55', 'lima b'];

const likely: Partial<Record<Subject['id'], fc.Arbitrary<unknown>>> = {
  createContact: fc.record(
    { phoneNumber: fc.constantFrom(...phoneNumbers), name: fc.constantFrom(...names) },
    { requiredKeys: ['phoneNumber'] },
  ),
  updateContact: fc.oneof(
    fc.record({ name: fc.constantFrom(...names) }),
    fc.record({ phoneNumber: fc.constantFrom(...phoneNumbers) }),
  ),
  createWebhookEndpoint: fc.record({
    url: fc.constant(receiverUrl),
    events: fc.subarray([...webhookEvents], { minLength: 1 }),
  }),
  updateWebhookEndpoint: fc.oneof(
    fc.record({ status: fc.constantFrom('ENABLED', 'DISABLED') }),
    fc.record({ description: fc.constantFrom('Loja', null) }),
  ),
};

/** What makes things comes more often: the rest has then something to work on. */
export function weightedStep(subject: Subject): { weight: number; arbitrary: fc.Arbitrary<Step> } {
  return { weight: makes[subject.id] === undefined ? 1 : 3, arbitrary: stepOf(subject) };
}

function stepOf(subject: Subject): fc.Arbitrary<Step> {
  const paths = subject.parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name }) => [name, pick]);
  const repeatable = subject.parameters.some(({ name }) => name === 'Idempotency-Key');
  return fc.record({
    id: fc.constant(subject.id),
    picks: fc.record(Object.fromEntries(paths) as Record<string, fc.Arbitrary<Pick>>),
    query: queryOf(subject),
    idempotencyKey: repeatable
      ? fc.oneof(
          { weight: 2, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constantFrom('chave-1', 'chave-2') },
        )
      : fc.constant(undefined),
    body: bodyOf(subject),
    credential: fc.oneof(
      { weight: 12, arbitrary: fc.constant<Credential>('whole') },
      { weight: 1, arbitrary: fc.constantFrom<Credential>('none', 'narrow', 'unknown') },
    ),
  });
}

const pick: fc.Arbitrary<Pick> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ nth: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant<Pick>('absent') },
);

function queryOf(subject: Subject): fc.Arbitrary<Record<string, unknown>> {
  const parameters = subject.parameters.filter((parameter) => parameter.in === 'query');
  const model = parameters.map(({ name, schema, example }): [string, fc.Arbitrary<unknown>] => {
    const wrong = brokenIn(schema, example)
      .map(({ value }) => value)
      .filter(
        (value) =>
          typeof value === 'number' ||
          // Half a surrogate pair has no bytes of its own in a URL.
          (typeof value === 'string' && value.isWellFormed() && !accepts(schema, value)),
      );
    const near =
      name === 'search'
        ? fc.constantFrom(...searches)
        : typeof example === 'number'
          ? fc.integer({ min: 1, max: 3 })
          : arbitraryOf(schema);
    return [
      name,
      fc.oneof(
        { weight: 6, arbitrary: near },
        { weight: 2, arbitrary: arbitraryOf(schema) },
        { weight: 1, arbitrary: fc.constantFrom(...wrong) },
      ),
    ];
  });
  return fc.record({ ...Object.fromEntries(model), inventado: fc.constant('1') }, { requiredKeys: [] });
}

function bodyOf(subject: Subject): fc.Arbitrary<Body | undefined> {
  const { body } = subject;
  if (!body) return fc.constant(undefined);
  const json = (value: unknown): Body => ({ json: value });
  const examples = body.examples.map(({ value }) => withReceiver(value));
  const wrong = body.examples.flatMap(({ value }) =>
    brokenIn(body.schema, value)
      .map((broken) => broken.value)
      .filter((value_) => !accepts(body.schema, value_)),
  );
  const generated = arbitraryOf(body.schema)
    .filter((value) => accepts(body.schema, value))
    .map(withReceiver);
  return fc.oneof(
    { weight: 6, arbitrary: (likely[subject.id] ?? fc.constantFrom(...examples)).map(json) },
    { weight: 2, arbitrary: generated.map(json) },
    { weight: 2, arbitrary: fc.constantFrom(...wrong).map(json) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<(Body | undefined)[]>(
        undefined,
        { raw: '{', type: 'application/json' },
        { raw: 'oi', type: 'text/plain' },
      ),
    },
  );
}

/** An address that nobody made up: the receiver of this run. */
function withReceiver(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'url' in value
    ? { ...value, url: receiverUrl }
    : value;
}
