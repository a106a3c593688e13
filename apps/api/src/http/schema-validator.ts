import type { Operation } from '@atteny/contract';
import { closeResponses } from '@atteny/contract/documents';
import { resolve } from '@atteny/contract/references';
import { askForBody, type Contents, type Problem, type RequestReader } from '@atteny/request-reading';
import type { Request, RequestHandler, Response } from 'express';
import { error as validator, middleware } from 'express-openapi-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { isInstant } from '../clock.ts';
import type { Found, Validated } from './pipeline.ts';

/** express-openapi-validator, as the validator of schemas and of nothing else. */
export interface SchemaValidator {
  /** What of a request contradicts the schemas. Numbers of the query become numbers, defaults are filled in. */
  problemsOf(found: Found, contents: Contents): Promise<readonly Problem[]>;
  /** From here on `response.json` is held against the contract; what deviates goes to the error handler. */
  watchReply(found: Found): Promise<void> | void;
}

/** Reads a request and holds what it says against the contract: 415, 413, then 404 for an identifier that cannot be one, 400. */
export function requestValidation<Op extends Operation>(reader: RequestReader<Op>, schemas: SchemaValidator) {
  return async <Stage extends Found>(stage: Stage): Promise<Validated<Stage>> => {
    const { operation, request, response, exchange } = stage;
    const bytes = await reader.readBody(operation, request, () => askForBody(response));
    if (bytes !== undefined) exchange.rawBody = bytes;
    const contents = reader.read(stage, exchange.target.query, bytes);
    reader.refuse(operation, contents, await schemas.problemsOf(stage, contents));
    return { ...stage, contents };
  };
}

/** How replies are held against the contract. */
export type ReplyWatching =
  /** Every one; what deviates is thrown, and answered 500. */
  | { readonly strict: true }
  /** All or a sample; what deviates is reported, and sent all the same. */
  | {
      readonly strict: false;
      readonly share: 'all' | 'sample';
      readonly onDeviation: (error: Error) => void;
    };

const sampledOneIn = 100;
const strictValidators = new Map<OpenAPIV3_1.Document, SchemaValidator>();

/**
 * The validator of one document. Requests are held to it as it stands, replies to its closed copy.
 * Strict ones keep nothing of an app: servers side by side in one process share them.
 */
export function schemaValidator(
  document: OpenAPIV3_1.Document,
  basePath: string,
  watching: ReplyWatching,
): SchemaValidator {
  if (!watching.strict) return build(document, basePath, watching);
  const shared = strictValidators.get(document) ?? build(document, basePath, watching);
  strictValidators.set(document, shared);
  return shared;
}

function build(document: OpenAPIV3_1.Document, basePath: string, watching: ReplyWatching): SchemaValidator {
  const steps = middleware({
    apiSpec: prepared(document) as never,
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    // Its fast ones take a thirtieth of February and any text after https:// for right.
    ajvFormats: { mode: 'full' },
    // As exact, and a page of contacts takes a fifth less.
    formats: { 'date-time': isInstant },
    validateRequests: { allowUnknownQueryParameters: true, allErrors: true },
    validateResponses: watching.strict ? true : { onError: (error) => watching.onDeviation(error) },
  });
  // The validator's list runs in one go. Ours is to look at a reply from before the credentials on, at a request after
  // the scope, and to look an operation up once instead of once a request: its steps are told apart by their names.
  const step = (name: string) => {
    const found = steps.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`The validator has no step ${name}.`);
    return found as RequestHandler;
  };
  const validateRequest = step('requestMiddleware');
  const validateReply = step('responseMiddleware');
  const lookedUp = lookup(basePath, step('metadataMiddleware'));
  const everyReply = watching.strict || watching.share === 'all';
  let replies = 0;
  return {
    async problemsOf(found, { query, body }) {
      const { operation, params, request } = found;
      const known = lookedUp.get(operation) ?? (await lookedUp.find(found));
      const shown = {
        ...standIn(found, { ...known, pathParams: params }),
        params,
        query,
        body,
        // It keeps something for every content type that it meets, and wants one where a body is due.
        headers: {
          ...request.headers,
          'content-type': operation.body === 'none' ? undefined : 'application/json',
        },
      };
      try {
        await run(validateRequest, shown, found.response);
        return [];
      } catch (error) {
        if (error instanceof validator.BadRequest) {
          return (error.errors ?? []).map((each) => problem(each, body));
        }
        throw error;
      }
    },

    async watchReply(found) {
      replies += 1;
      if (!everyReply && replies % sampledOneIn !== 1) return;
      const known = lookedUp.get(found.operation) ?? (await lookedUp.find(found));
      await run(validateReply, standIn(found, known), found.response);
    },
  };
}

// The validator works on the copy that is given it, and refuses raw `+ : @ ! ' ( ) *` in a query unless told.
function prepared(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const copy = closeResponses(document);
  for (const item of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(item ?? {})) {
      if (typeof operation !== 'object' || !('parameters' in operation)) continue;
      for (const each of operation.parameters ?? []) {
        const parameter = resolve<OpenAPIV3_1.ParameterObject>(copy, each);
        if (parameter.in === 'query') parameter.allowReserved = true;
      }
    }
  }
  return copy;
}

/** What the validator sees in place of the request: what was read of it, and nothing that it could read otherwise. */
function standIn({ operation, request }: Found, openapi: object | undefined) {
  const path = operation.path;
  return { method: request.method, headers: request.headers, path, originalUrl: path, url: path, openapi };
}

/** The validator's own search for an operation, done once for each: the operation is known already. */
function lookup(basePath: string, search: RequestHandler) {
  const known = new Map<Operation, object>();
  return {
    get: (operation: Operation) => known.get(operation),
    async find({ operation, request, response }: Found): Promise<object> {
      const path = basePath + operation.path.replaceAll(/\{\w+\}/g, 'x');
      const asked = { method: request.method, path, originalUrl: path, baseUrl: '', app: request.app };
      const searched: typeof asked & { openapi?: object } = asked;
      await run(search, searched, response);
      if (searched.openapi === undefined) {
        throw new Error(`The validator does not know ${operation.operationId}.`);
      }
      known.set(operation, searched.openapi);
      return searched.openapi;
    },
  };
}

function run(step: RequestHandler, request: object, response: Response): Promise<void> {
  return new Promise((done, reject) => {
    // oxlint-disable-next-line promise/prefer-await-to-callbacks -- the validator speaks in callbacks
    void step(request as Request, response, (reason?: unknown) => {
      if (reason === undefined) done();
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- handed on as it came
      else reject(reason);
    });
  });
}

const ending = '.openapi.validation';

function problem(
  { path, message = '', errorCode = '' }: { path: string; message?: string; errorCode?: string },
  body: unknown,
): Problem {
  const keyword = errorCode.replace(ending, '');
  // The name of a property that is too much stands in the path as it is, slashes and all.
  const extra = path.startsWith('/body/') ? path.slice('/body/'.length) : undefined;
  const isExtra =
    extra !== undefined && typeof body === 'object' && body !== null && Object.hasOwn(body, extra);
  const names = path.split('/').slice(1);
  const unescaped = names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { path: isExtra ? ['body', extra] : unescaped, keyword, message };
}
