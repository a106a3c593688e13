import { dirname } from 'node:path';
import { ContractError } from '@atteny/contract/reading';
import { type FSWatcher, watch } from 'chokidar';
import type { Log } from '../log/log.ts';
import { ContractSource, firstReading } from './contract-source.ts';
import type { MockContract } from './mock-contract.ts';
import { NotUnderstood } from './spec-tree.ts';

/** Milliseconds of silence after which a series of saves counts as over. */
const settling = 50;

/** The version of a contract by which a request is answered. */
export interface LiveVersion {
  readonly contract: MockContract;
  /** Whether the files have changed since, and cannot be used as they stand. */
  readonly stale: boolean;
}

/** The contract as it stands in its files, now and after each change that leaves it whole. */
export class LiveContract {
  readonly #source: ContractSource;
  readonly #log: Log;
  #current: LiveVersion;
  /** How many there have been. */
  #saves = 0;
  #reloading = false;
  #asking = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #watcher: FSWatcher;

  private constructor(source: ContractSource, log: Log, first: MockContract, watcher: FSWatcher) {
    this.#source = source;
    this.#log = log;
    this.#current = { contract: first, stale: false };
    this.#watcher = watcher;
  }

  /**
   * Reads the contract and follows its files from then on.
   * @throws ContractError when it cannot be read to begin with
   */
  static async open(root: string, log: Log): Promise<LiveContract> {
    // Followed from before it is read: a save in between is not missed.
    const watcher = watch(dirname(root), { ignoreInitial: true });
    let changed = false;
    watcher.on('all', () => (changed = true));
    watcher.on('error', (error) => log.problem(lostTrack(error)));
    const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
    const source = new ContractSource(root);
    try {
      const [first] = await Promise.all([firstReading(source), ready]);
      const live = new LiveContract(source, log, first, watcher);
      watcher.on('all', () => live.#note());
      if (changed) live.#note();
      return live;
    } catch (error) {
      await watcher.close();
      throw error;
    }
  }

  get current(): LiveVersion {
    return this.#current;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher.close();
  }

  #note(): void {
    this.#saves += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#reload(), settling);
  }

  /** One reading at a time; what changes meanwhile is read afterwards. */
  async #reload(): Promise<void> {
    if (this.#reloading) return;
    this.#reloading = true;
    let read: number;
    do {
      read = this.#saves;
      await this.#readAgain();
    } while (read !== this.#saves);
    this.#reloading = false;
  }

  async #readAgain(): Promise<void> {
    try {
      this.#adopt(await this.#source.read());
    } catch (error) {
      this.#current = { ...this.#current, stale: true };
      if (error instanceof NotUnderstood) void this.#askRedocly();
      else this.#refuse(error);
    }
  }

  /** Takes seconds, in which a save may put right what was wrong: then nobody wants to hear of it. */
  async #askRedocly(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    let asked: number;
    do {
      asked = this.#saves;
      const outcome = await this.#source.readByRedocly().then(
        (contract) => () => this.#adopt(contract),
        (error: unknown) => () => this.#refuse(error),
      );
      if (asked === this.#saves) outcome();
    } while (asked !== this.#saves && this.#current.stale);
    this.#asking = false;
  }

  #adopt(contract: MockContract): void {
    this.#current = { contract, stale: false };
    const { version, operations } = contract;
    this.#log.notice(`Contrato relido: versão ${version}, ${operations.size} operações.`, {
      version,
      operations: operations.size,
    });
  }

  #refuse(error: unknown): void {
    const sentence = error instanceof ContractError ? error.problems.join('; ') : String(error);
    this.#log.problem(`${sentence}. O mock segue com o último contrato bom.`);
  }
}

function lostTrack(error: unknown): string {
  return `O mock não consegue mais seguir os arquivos do contrato (${String(error)}). Reinicie-o para que mudanças valham.`;
}
