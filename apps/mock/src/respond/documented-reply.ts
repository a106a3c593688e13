import type { Answer } from '../contract/mock-contract.ts';
import type { Reply } from '../http/reply.ts';
import { bodyWithoutExample, generate } from '../prism/generate.ts';
import type { MockRequest } from '../prism/validate.ts';
import { choose, type Chosen } from './choose.ts';
import { parsePreference, type Preference } from './prefer-header.ts';
import { reflect } from './reflect.ts';
import { invalid, type OperationCircumstances, replyOf } from './refusals.ts';

export interface Settings {
  /** Bodies are generated unless a request prefers otherwise. */
  readonly dynamic: boolean;
  /** Milliseconds; nobody may ask for a reply that is later than that. */
  readonly longestDelay: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A text that was not given before. */
  readonly newSeed: () => string;
}

/** A body, and where it comes from in a few words. */
interface Body {
  readonly body: unknown;
  readonly why: string;
  /** The body as JSON, where that is known already. */
  readonly text?: string | undefined;
  /** Seed with which a generated body comes again. */
  readonly seed?: string | undefined;
}

/** The reply to a request that the contract has nothing against: what its header Prefer asks for, or a success. */
export async function documentedReply(
  at: OperationCircumstances,
  request: MockRequest,
  header: string | undefined,
  settings: Settings,
): Promise<Reply> {
  const preference = parsePreference(header, settings.longestDelay);
  if (typeof preference === 'string') return invalid(at, [{ path: '/headers/prefer', message: preference }]);
  const chosen = choose(at.operation, preference, settings.dynamic);
  if (typeof chosen === 'string') return invalid(at, [{ path: '/headers/prefer', message: chosen }]);
  const { answer } = chosen;
  const seed = chosen.dynamic ? (preference.seed ?? settings.newSeed()) : undefined;
  const found = await bodyOf(at, request, chosen, seed);
  const { body, text, why } =
    preference.example === undefined ? reflected(at, request, answer, found) : found;
  const { delay, fault } = preference;
  const reply = replyOf(at, answer, body, why);
  return {
    ...reply,
    headers: { ...reply.headers, ...(header !== undefined && applied(preference, found)) },
    text,
    ...(delay !== undefined && { delay }),
    ...(fault !== undefined && { fault }),
  };
}

async function bodyOf(
  at: OperationCircumstances,
  request: MockRequest,
  { answer, example }: Chosen,
  seed: string | undefined,
): Promise<Body> {
  const { status, examples, texts } = answer;
  const generated =
    seed === undefined ? undefined : await generate(request, status, seed, at.contract.replyCheck);
  if (generated) return { ...generated, why: `gerado, semente ${generated.seed}` };
  if (example !== undefined) {
    return { body: examples.get(example), text: texts.get(example), why: `exemplo ${example}` };
  }
  return { body: await bodyWithoutExample(request, status), why: 'sem exemplo' };
}

/** The body with what the request says in it, unless the contract would not have it so. */
function reflected(
  { contract, operation }: OperationCircumstances,
  request: MockRequest,
  { status, reflection }: Answer,
  found: Body,
): Body {
  if (reflection === undefined) return found;
  const body = reflect(found.body, reflection, request);
  if (body === found.body) return found;
  const schema = operation.prism.schemas.get(status);
  const holds = schema === undefined || contract.replyCheck.holds(schema, body);
  return holds ? { ...found, body, text: undefined, why: `${found.why}, com o que foi pedido` } : found;
}

/** RFC 7240 lets a server say which preferences it followed. */
function applied({ status, example, dynamic, seed, delay, fault }: Preference, found: Body) {
  const generated = found.seed !== undefined;
  const followed = {
    code: status,
    example,
    dynamic: dynamic === generated ? dynamic : undefined,
    seed: generated ? seed : undefined,
    delay,
    fault,
  };
  const pairs = Object.entries(followed).filter(([, value]) => value !== undefined);
  return (
    pairs.length > 0 && {
      'Preference-Applied': pairs.map(([name, value]) => `${name}=${spelled(String(value))}`).join(', '),
    }
  );
}

/** What is no token stands in quotation marks; what no header can hold does not stand at all. */
function spelled(value: string): string {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(value)) return value;
  return `"${value.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/["\\]/g, '\\$&')}"`;
}
