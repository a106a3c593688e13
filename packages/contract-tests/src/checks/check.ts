import type { Subject } from '../contract/catalog.ts';
import { violationsOfReply } from '../conformance/reply.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Ledger } from '../coverage/ledger.ts';
import type { Worlds } from '../target/worlds.ts';
import type { Exchange, Request } from '../target/exchange.ts';
import type { Recorder } from '../target/recorder.ts';

/** Addresses of a target; base paths included. */
export interface Access {
  target: URL;
  console: { base: URL; token: string } | undefined;
}

/** What a check may use. */
export interface CheckContext {
  /** Whether the target keeps state: a mock is asked only what a stateless server can hold. */
  stateless: boolean;
  /** Where the target and its console live, for what is run as a process of its own. */
  access: Access;
  /** A key of the target that has every scope. */
  key: string;
  /** Organizations of its own for a check; absent when the target offers no console. */
  worlds: Worlds | undefined;
  /** Seed of everything random, printed with the report. */
  seed: number;
  ledger: Ledger;
  /** Everything that is sent and received goes through it. */
  recorder: Recorder;
  send(request: Request): Promise<Exchange>;
}

/** One named part of the suite. It yields a result for each thing it looked at. */
export interface Check {
  name: string;
  /** What it holds, in a sentence of the report. */
  title: string;
  /** Why it cannot run against this target, or undefined when it can. */
  skip(context: CheckContext): string | undefined;
  run(context: CheckContext): AsyncIterable<Result>;
  /** What takes its time is begun before all checks, and looked at when it is this one's turn. */
  begin?(context: CheckContext): Promise<void>;
}

export interface Result {
  /** What was looked at: `createContact 201 withName`. */
  name: string;
  violations: Violation[];
}

/** Sends, notes the coverage, and judges: by the operation's contract, and by what the model knows. */
export async function ask(
  context: CheckContext,
  subject: Subject,
  request: Request,
): Promise<{ exchange: Exchange; violations: Violation[] }> {
  const exchange = await context.send(request);
  context.ledger.note(subject, exchange);
  return { exchange, violations: [...violationsOfReply(subject, exchange), ...context.recorder.found()] };
}

/** A violation of what a check expected beyond the schema: this status, this code. */
export function expectReply(
  subject: Subject | undefined,
  exchange: Exchange,
  status: number,
  code?: string,
): Violation[] {
  const { response } = exchange;
  const operationId = subject?.id;
  if (response.status !== status) {
    return [
      {
        rule: 'expected-status',
        place: '/status',
        operationId,
        exchange,
        message: `status ${response.status} instead of ${status}`,
      },
    ];
  }
  const sent = (response.json as { code?: unknown } | undefined)?.code;
  if (code !== undefined && sent !== code) {
    const message = `«${String(sent)}» instead of ${code}`;
    return [{ rule: 'expected-code', place: '/body/code', operationId, exchange, message }];
  }
  return [];
}
