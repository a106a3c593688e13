import { styleText } from 'node:util';
import type { Log, Output, RequestEntry } from './log.ts';

type Colour = 'green' | 'yellow' | 'red' | 'dim';

/** Longer targets say little more on one line. */
const longestTarget = 200;

/** One line a request, for people: time, method, target, status, milliseconds, operation, why. */
export function textLog(output: Output, now: () => number, { quiet }: { quiet: boolean }): Log {
  const paint = (colour: Colour, text: string) =>
    output.colours ? styleText(colour, text, { validateStream: false }) : text;
  const line = (text: string) => output.write(`${text}\n`);
  const time = () => new Date(now()).toISOString().slice(11, 19);

  return {
    request({ method, target, reply, milliseconds }: RequestEntry) {
      if (quiet) return;
      const parts = [
        paint('dim', time()),
        method.padEnd(6),
        printable(target).padEnd(40),
        paint(colourOf(reply.status), String(reply.status)),
        paint('dim', `${milliseconds} ms`.padStart(6)),
        ...(reply.operationId ? [reply.operationId] : []),
        paint('dim', printable(reply.why)),
      ];
      line(parts.join(' '));
    },
    notice(sentence) {
      if (!quiet) line(sentence);
    },
    problem(sentence) {
      line(paint('red', sentence));
    },
  };
}

function colourOf(status: number): Colour {
  if (status < 400) return 'green';
  return status < 500 ? 'yellow' : 'red';
}

/** What a client sends must not steer the terminal. */
function printable(text: string): string {
  const shown = text.length > longestTarget ? `${text.slice(0, longestTarget)}…` : text;
  return shown.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
