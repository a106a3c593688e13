import type { Part } from './parts.ts';
import { PartProcess } from './part-process.ts';
import { untilAnswers } from './readiness.ts';
import { StartError } from './start-error.ts';

export interface Supervision {
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the parts listen. */
  readonly host: string;
  readonly ports: ReadonlyMap<Part, number>;
  /** How long each part may take until it answers, and how long to end, in milliseconds. */
  readonly timeouts: { readonly start: number; readonly stop: number };
  readonly onReady: (part: Part) => void;
  readonly onLine: (part: Part, line: string) => void;
}

/** Runs the parts side by side and takes all of them down with the first that ends. */
export class Supervisor {
  readonly #supervision: Supervision;
  readonly #processes: PartProcess[];
  readonly #failure = new AbortController();
  readonly #stop = new AbortController();
  #stopping: Promise<void> | undefined;

  constructor(supervision: Supervision) {
    this.#supervision = supervision;
    const { ports, workspace, environment, host, onLine } = supervision;
    this.#processes = [...ports].map(
      ([part, port]) =>
        new PartProcess(part, { port, host, workspace, environment, onLine: (line) => onLine(part, line) }),
    );
    for (const process of this.#processes) void this.#watch(process);
  }

  /**
   * Fulfilled when every part answers, or when all are stopped before that.
   * @throws StartError when one ends before, or takes too long
   */
  async ready(): Promise<void> {
    await Promise.all(this.#processes.map((process) => this.#untilReady(process)));
  }

  /** Aborted, with a StartError as its reason, when a part ends that nobody asked to. */
  get failure(): AbortSignal {
    return this.#failure.signal;
  }

  /** Ends every part and all that they started. */
  stop(): Promise<void> {
    this.#stop.abort();
    this.#stopping ??= Promise.all(
      this.#processes.map((process) => process.stop(this.#supervision.timeouts.stop)),
    ).then(() => undefined);
    return this.#stopping;
  }

  async #untilReady(process: PartProcess): Promise<void> {
    const { part, port } = process;
    const { timeouts, onReady } = this.#supervision;
    const late = AbortSignal.timeout(timeouts.start);
    try {
      await untilAnswers(
        `http://${reached(this.#supervision.host)}:${port}${part.readyPath}`,
        AbortSignal.any([late, this.#failure.signal, this.#stop.signal]),
      );
    } catch {
      if (this.#stop.signal.aborted) return;
      this.#failure.signal.throwIfAborted();
      throw new StartError(
        report(`${part.name}: não respondeu em ${timeouts.start / 1000} s.`, process.lastLines),
      );
    }
    onReady(part);
  }

  async #watch(process: PartProcess): Promise<void> {
    const how = await process.ended;
    if (this.#stopping) return;
    this.#failure.abort(
      new StartError(report(`${process.part.name}: parou sozinho (${how}).`, process.lastLines)),
    );
  }
}

function report(sentence: string, lastLines: readonly string[]): string {
  if (lastLines.length === 0) return `${sentence} Nada escreveu antes disso.`;
  return `${sentence} As últimas linhas:\n${lastLines.map((line) => `  │ ${line}`).join('\n')}`;
}

/** A name under which a part answers on this machine. */
function reached(host: string): string {
  if (['localhost', '0.0.0.0', '::'].includes(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
