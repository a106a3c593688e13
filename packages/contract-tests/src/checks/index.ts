import { answers } from './answers.ts';
import { attempts } from './attempts.ts';
import { broken } from './broken.ts';
import { browsers } from './browsers.ts';
import type { Check } from './check.ts';
import { preferredExamples, requestExamples } from './examples.ts';
import { fullWorld } from './full-world.ts';
import { generatedValid } from './generated.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { identity } from './identity.ts';
import { journal } from './journal.ts';
import { journeys } from './journeys.ts';
import { limitChecks } from './limits.ts';
import { pages } from './lists.ts';
import { longest } from './longest.ts';
import { lookup } from './lookup.ts';
import { observed } from './observed.ts';
import { order } from './order.ts';
import { promises } from './promises.ts';
import { queries } from './queries.ts';
import { reading } from './reading.ts';
import { receivers } from './receivers.ts';
import { credentials, scopeMatrix } from './scopes.ts';
import { sequences } from './sequences.ts';
import { slowReceivers } from './slow-receivers.ts';
import { states } from './states.ts';
import { transport } from './transport.ts';
import { webhookChecks } from './webhooks.ts';

/** The suite, in the order in which it runs. */
export const checks: readonly Check[] = [
  observed,
  transport,
  browsers,
  reading,
  queries,
  credentials,
  preferredExamples,
  requestExamples,
  generatedValid,
  broken,
  longest,
  scopeMatrix,
  limitChecks,
  order,
  pages,
  fullWorld,
  promises,
  idempotencyKeys,
  lookup,
  identity,
  states,
  sequences,
  webhookChecks,
  receivers,
  attempts,
  answers,
  slowReceivers,
  journeys,
  journal,
];
