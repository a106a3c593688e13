import { dirname } from 'node:path';
import { ContractError } from '@atteny/contract/reading';
import { type FSWatcher, watch } from 'chokidar';
import type { Log } from '../log/log.ts';
import { loadContract } from './load-contract.ts';
import type { MockContract } from './mock-contract.ts';

/** Milliseconds of silence after which a series of saves counts as over. */
const settling = 100;

/** The contract as it stands in its files, now and after each change that leaves it whole. */
export class LiveContract {
  readonly #root: string;
  readonly #log: Log;
  #current: MockContract;
  #changed = false;
  #reloading = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #watcher: FSWatcher;

  private constructor(root: string, log: Log, first: MockContract, watcher: FSWatcher) {
    this.#root = root;
    this.#log = log;
    this.#current = first;
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
    try {
      const [first] = await Promise.all([loadContract(root), ready]);
      const live = new LiveContract(root, log, first, watcher);
      watcher.on('all', () => live.#note());
      if (changed) live.#note();
      return live;
    } catch (error) {
      await watcher.close();
      throw error;
    }
  }

  get current(): MockContract {
    return this.#current;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher.close();
  }

  #note(): void {
    this.#changed = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#reload(), settling);
  }

  /** One reading at a time; what changes meanwhile is read afterwards. */
  async #reload(): Promise<void> {
    if (this.#reloading) return;
    this.#reloading = true;
    while (this.#changed) {
      this.#changed = false;
      await this.#readAgain();
    }
    this.#reloading = false;
  }

  async #readAgain(): Promise<void> {
    try {
      this.#current = await loadContract(this.#root);
      const { version, operations } = this.#current;
      this.#log.notice(`Contrato relido: versão ${version}, ${operations.size} operações.`, {
        operations: operations.size,
      });
    } catch (error) {
      const sentence = error instanceof ContractError ? error.problems.join('; ') : String(error);
      this.#log.problem(`${sentence}. O mock segue com o último contrato bom.`);
    }
  }
}

function lostTrack(error: unknown): string {
  return `O mock não consegue mais seguir os arquivos do contrato (${String(error)}). Reinicie-o para que mudanças valham.`;
}
