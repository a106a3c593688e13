import type { Log, Output } from './log.ts';

/** One JSON object a line, for programs. */
export function jsonLog(output: Output, now: () => number, { quiet }: { quiet: boolean }): Log {
  const line = (entry: Record<string, unknown>) =>
    output.write(`${JSON.stringify({ time: new Date(now()).toISOString(), ...entry })}\n`);
  return {
    request({ method, target, reply: { status, operationId, why }, milliseconds }) {
      if (!quiet) line({ event: 'request', method, target, status, milliseconds, operationId, why });
    },
    notice(sentence, data) {
      if (!quiet) line({ event: 'notice', message: sentence, ...data });
    },
    problem(sentence) {
      line({ event: 'problem', message: sentence });
    },
  };
}
