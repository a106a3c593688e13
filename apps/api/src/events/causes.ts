import { AsyncLocalStorage } from 'node:async_hooks';
import type { Operation } from '@atteny/contract';
import type { EventRecorder } from './recorder.ts';

/** An operation that caused an event which the contract does not declare for it, or left out one that it does. */
export class CauseDeviation extends Error {
  override readonly name = 'CauseDeviation';

  constructor({ operationId, emits }: Declared, caused: ReadonlySet<string>) {
    const list = (names: Iterable<string>) => [...names].join(', ') || 'nothing';
    super(`${operationId} declares that it causes ${list(emits)}, and caused ${list(caused)}`);
  }
}

type Declared = Pick<Operation, 'operationId' | 'emits'>;

/** Runs the work of an operation, and looks at the events that it causes. */
export interface Causes {
  readonly recorder: EventRecorder;
  /** @throws CauseDeviation when the work succeeds and did not cause exactly the events that are declared. */
  held<Reply extends { readonly status: number }>(
    operation: Declared,
    work: () => Promise<Reply>,
  ): Promise<Reply>;
}

/** Takes operations at their word. */
export function trustedCauses(recorder: EventRecorder): Causes {
  return { recorder, held: (_operation, work) => work() };
}

/** Holds every operation to what the contract says of its events. */
export function strictCauses(recorder: EventRecorder): Causes {
  const running = new AsyncLocalStorage<Set<string>>();
  return {
    recorder: {
      async recordEvent(scope, event) {
        running.getStore()?.add(event.name);
        await recorder.recordEvent(scope, event);
      },
    },
    async held(operation, work) {
      const caused = new Set<string>();
      const reply = await running.run(caused, work);
      const declared = reply.status < 300 ? operation.emits : [];
      const asDeclared = caused.size === declared.length && declared.every((name) => caused.has(name));
      if (!asDeclared) throw new CauseDeviation(operation, caused);
      return reply;
    },
  };
}
