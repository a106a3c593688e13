import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Part } from './parts.ts';

const guard = fileURLToPath(new URL('guard.ts', import.meta.url));
const keptLines = 15;

export interface PartOptions {
  readonly port: number;
  readonly host: string;
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Is given each line that the part writes. */
  readonly onLine: (line: string) => void;
}

/** A part that runs as a process, together with whatever processes it starts itself. */
export class PartProcess {
  readonly part: Part;
  readonly port: number;
  /** Fulfilled with how the process ended, such as `código 1`. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #lines: string[] = [];

  constructor(part: Part, { port, host, workspace, environment, onLine }: PartOptions) {
    this.part = part;
    this.port = port;
    // A group of its own: it can be ended as a whole, and the terminal's Ctrl-C reaches only the one who started it.
    this.#child = spawn(
      process.execPath,
      [
        ...(part.nodeOptions ?? []),
        '--import',
        guard,
        join(workspace, part.entry),
        ...part.arguments(port, host),
      ],
      {
        cwd: workspace,
        env: { ...environment, [part.variable]: String(port) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        detached: process.platform !== 'win32',
      },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.#lines = [...this.#lines, line].slice(-keptLines);
        onLine(line);
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('close', (code, signal) => resolve(signal ? `sinal ${signal}` : `código ${code}`));
    });
  }

  get lastLines(): readonly string[] {
    return this.#lines;
  }

  /** Asks the part to end, and makes it end when it has not after the given time. */
  async stop(timeoutMs: number): Promise<void> {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), timeoutMs);
    await this.ended;
    clearTimeout(timer);
    // What the part itself started and left behind.
    this.#signal('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill(constants.signals[signal]);
      else process.kill(-pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  }
}
