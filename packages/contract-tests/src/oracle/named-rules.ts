import type { OperationId } from '@atteny/contract';

/**
 * What the oracle holds beside what each operation answers, by name. Each of them has a fault that it alone finds:
 * `contract mutants` turns one off after the other and shows it.
 */
export const sharedRules = [
  // The order of judgement.
  'no operation has the path',
  'no operation has the method',
  'a key has to be good',
  'the plan includes it',
  'the minute has room',
  'the key has the scope',
  'the request keeps the contract',
  'an Idempotency-Key is of one request',
  'the month has room',
  // What every reply carries.
  'a refusal has its sentence',
  'details name what is wrong',
  'the media type is JSON',
  'the limits are told',
  'a page may read it',
  'a page may ask beforehand',
  'Date is the time',
  'a request has an id of its own',
  'Content-Length is the length',
  'nothing is said without cause',
  'nothing is there that nobody knows',
  // Values that the server chooses.
  'an id is new',
  'an instant is now',
  'a secret is new',
  // What the console says and does.
  'the console tells the same',
  'the journal keeps every request',
  'an attempt of the clock reaches its receiver',
  'an attempt of the clock is what it was answered',
  'what is due comes',
  // What a receiver sees.
  'a delivery is of an endpoint',
  'a delivery is signed',
  'both secrets sign during a rotation',
  'nothing comes that did not happen',
  'an event is what happened',
  'an event has an id of its own',
  'nothing comes to who is disabled',
  'nothing comes after its end',
  // What is told of deliveries.
  'a Test is its one attempt',
  'a delivery has the state of its attempts',
  'attempts are what the receiver saw',
  'attempts keep the schedule',
  'the next attempt is told',
  'the end is told',
  'deliveries stand in order',
  'waits have jitter',
  'deliveries are all there',
] as const;

export type RuleName = (typeof sharedRules)[number] | `what ${OperationId} answers`;
