import type { OperationId } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import type { Violation } from '../conformance/violation.ts';
import { compose, type Parts } from '../target/compose.ts';
import type { Exchange } from '../target/exchange.ts';
import type { World } from '../target/worlds.ts';
import { ask, expectReply, type CheckContext, type Result } from './check.ts';

/** One story told to a target: calls by operationId, everything judged, and what else must hold noted on the way. */
export class Session {
  readonly #context: CheckContext;
  readonly world: World;
  #violations: Violation[] = [];

  constructor(context: CheckContext, world: World) {
    this.#context = context;
    this.world = world;
  }

  /** Calls an operation and demands a status (and code); returns `data` as it came, or an empty object. */
  async call(
    id: OperationId,
    parts: Partial<Parts>,
    status: number,
    code?: string,
  ): Promise<{ data: Record<string, never>; exchange: Exchange }> {
    const subject = subjects.find((each) => each.id === id) as Subject;
    const path = {
      contactId: this.world.contactId,
      conversationId: this.world.conversationId,
      ...parts.path,
    };
    const { exchange, violations } = await ask(
      this.#context,
      subject,
      compose(subject, { key: this.world.key, ...parts, path }),
    );
    this.#violations.push(...violations, ...expectReply(subject, exchange, status, code));
    const data = (exchange.response.json as { data?: Record<string, never> } | undefined)?.data ?? {};
    return { data, exchange };
  }

  /** Asks an operation with a query as it is written, and demands a status. */
  async ask(id: OperationId, query: string, status: number): Promise<Exchange> {
    const subject = subjects.find((each) => each.id === id) as Subject;
    const path = { contactId: this.world.contactId, conversationId: this.world.conversationId };
    const request = compose(subject, { key: this.world.key, path });
    const asked = query === '' ? request : { ...request, path: `${request.path}?${query}` };
    const { exchange, violations } = await ask(this.#context, subject, asked);
    this.#violations.push(...violations, ...expectReply(subject, exchange, status));
    return exchange;
  }

  /** Notes a broken promise unless it holds. */
  demand(holds: boolean, exchange: Exchange, rule: string, message: string): void {
    if (!holds) this.#violations.push({ rule, message, operationId: undefined, exchange });
  }

  /** What was found since the last time, as a result of its own. */
  result(name: string): Result {
    const violations = this.#violations;
    this.#violations = [];
    return { name, violations };
  }
}
