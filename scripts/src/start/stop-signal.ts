import { callersOf } from './callers.ts';

const callerCheckMs = 500;

/**
 * Aborted when the process is asked to end: by Ctrl-C, by a signal, or because the command that called it is gone.
 * Of npm and pnpm not every version passes a signal on to what it has started.
 */
export function stopSignal(running: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) running.on(signal, () => controller.abort());
  whenCallersAreGone(running, () => controller.abort());
  return controller.signal;
}

/** Calls `then`, again and again, as soon as one of the commands by which a process was called is gone. */
export function whenCallersAreGone(running: NodeJS.Process, then: () => void): void {
  const callers = callersOf(running.pid);
  setInterval(() => {
    if (!callers.every(isAlive)) then();
  }, callerCheckMs).unref();

  function isAlive(pid: number): boolean {
    try {
      running.kill(pid, 0);
      return true;
    } catch (error) {
      // Somebody else's process is alive, too.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  }
}
