import { setTimeout as sleep } from 'node:timers/promises';
import type { Access, CheckContext } from '../checks/check.ts';
import type { Ledger } from '../coverage/ledger.ts';
import { greet } from './greet.ts';
import { paced } from './paced.ts';
import type { Request } from './exchange.ts';
import { createRecorder } from './recorder.ts';
import { createSender } from './send.ts';
import { openConsole } from './worlds.ts';

export interface ContextSettings extends Access {
  key: string;
  stateless: boolean;
  seed: number;
  /** Seconds after which a request counts as hanging. */
  timeout?: number;
  /** Origins that the target was told to let read, beside the pages of its machine. */
  origins?: readonly string[];
}

/**
 * Opens all that a run needs of its target, after one request that says whether it can be judged at all.
 * @throws TargetError with one sentence when it cannot.
 */
export async function openContext(
  { target, console, key, stateless, seed, timeout, origins = [] }: ContextSettings,
  { ledger, tell }: { ledger: Ledger; tell: (seconds: number) => void },
): Promise<{ context: CheckContext; close: () => Promise<void> }> {
  const sender = createSender(target, timeout);
  const send = console ? sender.send : paced(sender.send, { sleep, tell });
  const recorder = createRecorder(send, console !== undefined, origins);
  const worlds =
    console &&
    openConsole(console.base, console.token, {
      recorder,
      ...(timeout !== undefined && { timeout: timeout }),
    });
  const close = async (): Promise<void> => {
    await worlds?.close();
    sender.close();
  };
  try {
    const own = worlds ? (await worlds.create()).key : key;
    await greet(sender.send, target, key);
    const access = { target, console };
    return {
      context: {
        stateless,
        access,
        key: own,
        worlds,
        seed,
        ledger,
        recorder,
        send: (request) => recorder.send(asPage(request)),
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A page of this machine: whether it may read a reply is a promise of every reply. */
const page = 'http://localhost:5173';

/** As a page would send it, unless the request says itself where it comes from. */
function asPage(request: Request): Request {
  return { ...request, headers: { origin: page, ...request.headers } };
}
