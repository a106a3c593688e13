import type { createInstance, PrismHttpInstance } from '@stoplight/prism-http';
import { asPrismHasIt, type MockRequest } from './validate.ts';
import type { ReplyCheck } from './reply-check.ts';

export interface Generated {
  readonly body: unknown;
  /** Seed with which the same body comes again; undefined when it is the one that Prism takes for a schema's example. */
  readonly seed: string | undefined;
}

/** How often a body that misses its schema is generated anew before the example is sent instead. */
const retries = 20;

type Logger = Parameters<typeof createInstance>[1]['logger'];

const ignore = () => {};

/** Prism tells its story in a dozen lines a request; the mock has one line of its own. */
const silent = {
  info: ignore,
  warn: ignore,
  error: ignore,
  debug: ignore,
  success: ignore,
  trace: ignore,
  child: () => silent,
} as unknown as Logger;

const config = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} as const satisfies Parameters<typeof createInstance>[0];

let loaded: Promise<PrismHttpInstance> | undefined;

/** The generator takes as long to load as all of the rest: it is loaded for the first who asks. */
function prism(): Promise<PrismHttpInstance> {
  loaded ??= import('@stoplight/prism-http').then((module) =>
    module.createInstance(config, { logger: silent }),
  );
  return loaded;
}

/**
 * A body that nobody wrote, by the schema of a response. The request must not contradict the contract.
 * @returns undefined when the generator does not hit the schema, however often it tries
 */
export async function generate(
  request: MockRequest,
  code: number,
  seed: string,
  check: ReplyCheck,
): Promise<Generated | undefined> {
  const schema = request.operation.schemas.get(code);
  if (!schema) return undefined;
  for (const tried of [seed, ...Array.from({ length: retries }, (_, index) => `${seed}.${index + 1}`)]) {
    const body = await bodyOf(request, { code, dynamic: true, seed: tried });
    if (check.holds(schema, body)) return { body, seed: tried };
  }
  return undefined;
}

/** The body of a response that shows no example: always the same one. */
export async function bodyWithoutExample(request: MockRequest, code: number): Promise<unknown> {
  return await bodyOf(request, { code, dynamic: false });
}

async function bodyOf(
  request: MockRequest,
  mock: { code: number; dynamic: boolean; seed?: string },
): Promise<unknown> {
  const instance = await prism();
  const { resource } = request.operation;
  const outcome = await instance.request(asPrismHasIt(request), [resource], { ...config, mock })();
  if ('left' in outcome) throw outcome.left;
  return outcome.right.output.body;
}
