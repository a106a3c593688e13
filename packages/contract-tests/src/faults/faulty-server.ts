import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TargetError } from '../target/target-error.ts';

/** What a faulty server says of itself when it starts. */
export interface Greeting {
  target: string;
  key: string;
  console: string;
  consoleToken: string;
  faults: { name: string; check: string }[];
}

/** A server whose faults are switched by name, as a process of its own. */
export interface FaultyServer {
  greeting: Greeting;
  /** Switches one fault on and all others off; null: none. */
  switchTo(name: string | null): Promise<void>;
  close(): Promise<void>;
}

/** Starts a command that greets with a line of JSON and answers each fault's name on its standard input with another. */
export async function startFaultyServer(command: readonly string[]): Promise<FaultyServer> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next();
    if (done === true) throw new TargetError(`«${command.join(' ')}» ended before it answered.`);
    return JSON.parse(value) as Record<string, unknown>;
  };
  const greeting = (await next()) as unknown as Greeting;
  return {
    greeting,
    async switchTo(name) {
      child.stdin.write(`${name ?? ''}\n`);
      const { on } = await next();
      if (on !== name) throw new TargetError(`the faulty server knows no fault «${name}».`);
    },
    close: () =>
      new Promise((ended) => {
        child.once('close', () => ended());
        child.stdin.end();
      }),
  };
}
