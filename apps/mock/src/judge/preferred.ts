import type { Reply } from '../http/reply.ts';
import { mock, type MockRequest } from '../prism/mocker.ts';
import { choose } from './choose.ts';
import { parsePreference } from './preference.ts';
import { invalid, type OperationCircumstances, replyOf } from './refusals.ts';

export interface Settings {
  /** Bodies are generated unless a request prefers otherwise. */
  readonly dynamic: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A text that was not given before. */
  readonly newSeed: () => string;
}

/** The reply to a request that the contract has nothing against: what its header Prefer asks for, or a success. */
export async function preferred(
  at: OperationCircumstances,
  request: MockRequest,
  header: string | undefined,
  settings: Settings,
): Promise<Reply> {
  const preference = parsePreference(header);
  if (typeof preference === 'string') return invalid(at, [{ path: '/headers/prefer', message: preference }]);
  const chosen = choose(at.operation, preference, settings.dynamic);
  if (typeof chosen === 'string') return invalid(at, [{ path: '/headers/prefer', message: chosen }]);
  const { answer, example, dynamic } = chosen;
  const seed = dynamic ? (preference.seed ?? settings.newSeed()) : undefined;
  const mocked = await mock(request, { status: answer.status, example, seed }, at.contract.dynamicCheck);
  const kind =
    mocked.seed === undefined
      ? example
        ? `exemplo ${example}`
        : 'sem exemplo'
      : `gerado, semente ${mocked.seed}`;
  const reply = replyOf(at, answer, mocked.body, kind);
  return { ...reply, headers: { ...reply.headers, ...(header !== undefined && applied(preference)) } };
}

/** RFC 7240 lets a server say which preferences it followed. */
function applied({ status, example, dynamic, seed }: Exclude<ReturnType<typeof parsePreference>, string>) {
  const followed = { code: status, example, dynamic, seed };
  const pairs = Object.entries(followed).filter(([, value]) => value !== undefined);
  return (
    pairs.length > 0 && { 'Preference-Applied': pairs.map(([name, value]) => `${name}=${value}`).join(', ') }
  );
}
