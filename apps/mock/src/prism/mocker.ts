import {
  createInstance,
  type IHttpMockConfig,
  type IHttpRequest,
  type PrismHttpInstance,
} from '@stoplight/prism-http';
import type { Problem } from '@atteny/request-reading';
import type { DynamicCheck } from './dynamic-check.ts';
import { emptyParameters } from './empty-parameters.ts';
import type { PrismOperation } from './prism-operations.ts';
import { silent } from './silent-logger.ts';

/** A request of which the front has already judged path, method, credentials, media type and size. */
export interface MockRequest {
  readonly operation: PrismOperation;
  readonly method: string;
  /** Path below the base path, as it was sent. */
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  /** undefined when none was sent. */
  readonly body: unknown;
}

export interface Choice {
  readonly status: number;
  /** Name of the body to send; undefined when the response has no example. */
  readonly example: string | undefined;
  /** Seed of a generated body; undefined when the example shall be sent. */
  readonly seed: string | undefined;
}

export interface Mocked {
  readonly body: unknown;
  /** Seed with which the same body comes again; undefined when the body is an example. */
  readonly seed: string | undefined;
}

/** How often a body that misses its schema is generated anew before the example is sent instead. */
const retries = 20;

const rules = { isProxy: false, checkSecurity: false, validateResponse: false, errors: false } as const;
const mocking = { ...rules, validateRequest: false, upstreamProxy: undefined } as const;
const judging = { ...mocking, validateRequest: true, mock: { dynamic: false } } as const;

const mocker = createInstance({ ...mocking, mock: { dynamic: false } }, { logger: silent });
/** Mocks nothing: Prism fails on a request that is wrong when its operation documents no 400. */
const judge = createInstance(judging, {
  logger: silent,
  mock: () => () => ({ _tag: 'Right', right: { statusCode: 200 } }),
});

/** What of the request contradicts the contract; empty when nothing does. */
export async function problemsOf(request: MockRequest): Promise<readonly Problem[]> {
  // Prism takes a body that is `null`, `false`, `0` or `""` for none.
  if (request.body !== undefined && !request.body) return [notAnObject];
  const { validations } = await call(judge, request, judging);
  const found = validations.input.map(({ path: [part = 'body', ...names] = [], code, message }) => ({
    path: [part === 'header' ? 'headers' : part, ...names.map(String), ...propertyIn(String(code), message)],
    keyword: String(code),
    message,
  }));
  return [...emptyParameters(request), ...found];
}

const notAnObject: Problem = { path: ['body'], keyword: 'type', message: 'must be object' };

/** The property that is missing or too much stands in Prism's sentence, not in its path. */
function propertyIn(keyword: string, message: string): string[] {
  const name =
    keyword === 'required'
      ? /required property '(.*)'$/s.exec(message)?.[1]
      : /(?:found |properties: )'(.*)'$/s.exec(message)?.[1];
  return name === undefined ? [] : [name];
}

/** The body of the chosen response. The request must not contradict the contract. */
export async function mock(request: MockRequest, choice: Choice, check: DynamicCheck): Promise<Mocked> {
  const { status: code, example, seed } = choice;
  const generated = seed === undefined ? undefined : await generate(request, code, seed, check);
  if (generated) return generated;
  const named = example === undefined ? {} : { exampleKey: example };
  const { output } = await call(mocker, request, { ...mocking, mock: { code, dynamic: false, ...named } });
  return { body: output.body, seed: undefined };
}

/** @returns undefined when the generator does not hit the schema, however often it tries */
async function generate(request: MockRequest, code: number, seed: string, check: DynamicCheck) {
  const schema = request.operation.schemas.get(code);
  if (!schema) return undefined;
  for (const tried of [seed, ...Array.from({ length: retries }, (_, index) => `${seed}.${index + 1}`)]) {
    const { output } = await call(mocker, request, {
      ...mocking,
      mock: { code, dynamic: true, seed: tried },
    });
    if (check.holds(schema, output.body)) return { body: output.body, seed: tried };
  }
  return undefined;
}

async function call(prism: PrismHttpInstance, request: MockRequest, config: IHttpMockConfig) {
  const input = {
    method: request.method.toLowerCase() as IHttpRequest['method'],
    url: { path: request.path, query: request.query },
    headers: request.headers,
    body: request.body,
  };
  const outcome = await prism.request(input, [request.operation.resource], config)();
  if ('left' in outcome) throw outcome.left;
  return outcome.right;
}
