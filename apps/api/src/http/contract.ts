import type { OpenAPIV3_1 } from 'openapi-types';
import { closeResponses } from '@atteny/contract/documents';
import type { Request, RequestHandler } from 'express';
import { error as validator, middleware } from 'express-openapi-validator';
import { target, operationsOf } from './document.ts';
import { examplesOf } from './example-at.ts';
import { Refusal } from '../failures.ts';
import { present } from './present.ts';
import { idPatterns } from './path-parameters.ts';
import { sequence } from './sequence.ts';
import { plainQuery } from './query.ts';
import { detailsOf } from './validation-details.ts';

/** The validator's steps, to be put where the order of judgement wants them. */
export interface ContractSteps {
  /** Judges parameters and body: 400. An identifier that cannot be one is answered like an absent one: 404. */
  readonly request: RequestHandler[];
  /** From here on `response.json` is held against the contract; what deviates goes to the error handler. */
  readonly response: RequestHandler[];
}

/** How replies are held against the contract. */
export type ResponseWatching =
  /** Every one; what deviates is thrown, and answered 500. */
  | { readonly strict: true }
  /** All or a sample; what deviates is reported, and sent all the same. */
  | {
      readonly strict: false;
      readonly share: 'all' | 'sample';
      readonly onDeviation: (error: Error) => void;
    };

const sampledOneIn = 100;

function sampled(step: RequestHandler): RequestHandler {
  let seen = 0;
  return (request, response, next) => {
    seen += 1;
    return seen % sampledOneIn === 1 ? step(request, response, next) : next();
  };
}

const strictSteps = new Map<OpenAPIV3_1.Document, ContractSteps>();

/**
 * The validator of one document. Requests are held to it as it stands, replies to its closed copy.
 * Strict ones keep nothing of an app: servers side by side in one process share them.
 */
export function contractSteps(document: OpenAPIV3_1.Document, watching: ResponseWatching): ContractSteps {
  if (!watching.strict) return build(document, watching);
  const steps = strictSteps.get(document) ?? build(document, watching);
  strictSteps.set(document, steps);
  return steps;
}

function build(document: OpenAPIV3_1.Document, watching: ResponseWatching): ContractSteps {
  const steps = middleware({
    apiSpec: prepared(document) as never,
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    validateRequests: { allowUnknownQueryParameters: true, allErrors: true },
    validateResponses: watching.strict ? true : { onError: (error) => watching.onDeviation(error) },
  });
  const named = (name: string) => {
    const step = steps.find((candidate) => candidate.name === name);
    if (step === undefined) throw new Error(`The validator has no step ${name}.`);
    return step as RequestHandler;
  };
  return {
    request: [
      pathParameters(document),
      plainQuery(document),
      requiredBody,
      explained(document, named('requestMiddleware')),
    ],
    response: [
      lookedUpOnce(sequence(named('pathParamsMiddleware'), named('metadataMiddleware'))),
      watching.strict || watching.share === 'all'
        ? named('responseMiddleware')
        : sampled(named('responseMiddleware')),
    ],
  };
}

// The validator works on the copy that is given it, and refuses raw `+ : @ ! ' ( ) *` in a query unless told.
function prepared(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const copy = closeResponses(document);
  for (const place of operationsOf(copy).flatMap(({ parameters = [] }) => parameters)) {
    const parameter = target(copy, place);
    if (parameter.in === 'query') parameter.allowReserved = true;
  }
  return copy;
}

/** Where the validator keeps what it found. */
type Searched = Request & { openapi?: object };

/**
 * The validator's own search for the operation of a request: eighteen patterns and two turns of the queue. The operation
 * is known, so that what was found for it once holds for all its requests but for the path's parameters.
 */
function lookedUpOnce(search: RequestHandler): RequestHandler {
  const found = new Map<string, object>();
  return (request, response, next) => {
    const { operation, params } = request.exchange;
    const { operationId } = present(operation);
    const known = found.get(operationId);
    const searched: Searched = request;
    if (known !== undefined) {
      searched.openapi = { ...known, pathParams: { ...params } };
      return next();
    }
    return search(request, response, (reason?: unknown) => {
      if (reason === undefined && searched.openapi) found.set(operationId, searched.openapi);
      return next(reason);
    });
  };
}

/** What the validator finds, as a refusal of ours that says it in Portuguese and shows how it is right. */
function explained(document: OpenAPIV3_1.Document, step: RequestHandler): RequestHandler {
  const exampleOf = examplesOf(document);
  return (request, response, next) =>
    step(request, response, (found?: unknown) => {
      if (!(found instanceof validator.BadRequest)) return next(found);
      const { operationId } = present(request.exchange.operation);
      const details = detailsOf(found.errors ?? [], (path) => exampleOf(operationId, path));
      return next(new Refusal('invalidBody', { details, cause: found }));
    });
}

function pathParameters(document: OpenAPIV3_1.Document): RequestHandler {
  const patterns = idPatterns(document);
  return (request, _response, next) => {
    for (const [name, value] of Object.entries(request.exchange.params)) {
      if (patterns.get(name)?.test(value) === false) throw new Refusal('notFound');
    }
    next();
  };
}

const requiredBody: RequestHandler = (request, _response, next) => {
  if (present(request.exchange.operation).body === 'required' && request.body === undefined) {
    throw new Refusal('invalidBody', { details: detailsOf([{ path: '/body', errorCode: 'required' }]) });
  }
  next();
};
