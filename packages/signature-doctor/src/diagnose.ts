import type { delivery as contract } from '@atteny/contract';
import { InvalidPayloadError, verify, type RawBody, type ReceivedHeaders } from '@atteny/webhooks';
import { explain, type Cause, type Finding } from './causes.ts';
import { findInComputed } from './computed-findings.ts';
import { readBody } from './given-body.ts';
import { findInHeaders } from './header-findings.ts';
import { readAll } from './received.ts';
import { readSecret } from './secrets.ts';

export interface DiagnoseOptions {
  /** The body that was verified, as the receiver has it: text or bytes. */
  body: RawBody;
  /** All headers of the request. */
  headers: ReceivedHeaders;
  /** The endpoint's secret; during a rotation both, in any order. */
  secret: string | readonly string[];
  /** What time it is, or was when the request arrived; left out, the clock. */
  now?: Date;
  /** How many seconds `webhook-timestamp` may be away from that; 300 when left out, as `verify` has it. */
  tolerance?: number;
  /** The signature that the receiver's own code computed: what went wrong in it is then told too. */
  computed?: string;
}

/** Whether a signature holds, and why not. `causes` is empty exactly when it holds; the likeliest comes first. */
export type Diagnosis = { holds: true; causes: readonly [] } | { holds: false; causes: readonly Cause[] };

/** The compiler holds it to the contract's own figure. */
const TOLERANCE: (typeof contract)['timestampToleranceSeconds'] = 300;

/**
 * Why the signature of a delivery does not hold. It holds exactly when `verify` of `@atteny/webhooks` lets it pass.
 * Never rejects, whatever it is given; the secret is in nothing that it returns.
 *
 * @example
 * const { holds, causes } = await diagnose({ body, headers, secret });
 * for (const { id, problem, remedy } of causes) console.log(id, problem.en, remedy.en);
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { now = new Date(), tolerance = TOLERANCE } = options;
  const refusal = await verify({ ...options, now, tolerance }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const findings = await examine(options, refusal, { now, tolerance });
  const known = new Map(findings.map(([id, name]) => [id, explain(id, name)] as const));
  return known.size === 0 ? { holds: true, causes: [] } : { holds: false, causes: [...known.values()] };
}

async function examine(
  options: DiagnoseOptions,
  refusal: unknown,
  clock: { now: Date; tolerance: number },
): Promise<Finding[]> {
  const body = readBody(options.body);
  const given: unknown = options.secret;
  const secrets = (Array.isArray(given) && given.length > 0 ? given : [given]).map(readSecret);
  const whole = secrets.flatMap((secret) => secret.whole ?? []);
  const findings: Finding[] =
    refusal === undefined ? [] : secrets.flatMap(({ causes }) => causes.map((id) => [id] as const));
  if (body === undefined) {
    return [...findings, [options.body === undefined ? 'body_empty' : 'body_parsed']];
  }
  const all = readAll(options.headers ?? {});
  findings.push(...(await findInComputed(options.computed, body, all, whole, refusal !== undefined)));
  if (refusal === undefined) {
    return findings;
  }
  findings.push(...(await findInHeaders(body, all, whole, clock)));
  if (refusal instanceof InvalidPayloadError) {
    findings.push(['body_not_an_event']);
  }
  return findings.length === 0 ? [['body_changed']] : findings;
}
