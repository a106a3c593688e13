import { bundle, ContractError } from '@atteny/contract/reading';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { PrismOperations } from '../prism/prism-operations.ts';
import type { MockContract } from './mock-contract.ts';
import { assertPatterns } from './patterns.ts';
import { NotUnderstood, SpecTree } from './spec-tree.ts';

/** Reads one contract from its source, again and again: what has not changed in between is kept. */
export class ContractSource {
  readonly #root: string;
  readonly #tree = new SpecTree();
  #operations: PrismOperations | undefined;

  /** @param root path of the root document */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * The contract as it stands now, in a moment.
   * @throws NotUnderstood when that takes Redocly
   * @throws ContractError with a sentence a problem
   */
  async read(): Promise<MockContract> {
    return await this.#use(this.#tree.bundle(this.#root));
  }

  /**
   * The same in seconds: for other layouts, and to learn what is wrong.
   * @throws ContractError with a sentence a problem, each with file, line and column where that is known
   */
  async readByRedocly(): Promise<MockContract> {
    return await this.#use(bundle(this.#root));
  }

  async #use(bundled: Promise<OpenAPIV3_1.Document>): Promise<MockContract> {
    // Prism is loaded while the documents are read.
    const [document, { prismOperations }, { readContract }] = await Promise.all([
      bundled,
      import('../prism/prism-operations.ts'),
      import('./read-contract.ts'),
    ]);
    assertPatterns(document);
    try {
      const operations = await prismOperations(document, this.#operations);
      const contract = readContract(document, operations);
      this.#operations = operations;
      return contract;
    } catch (error) {
      if (error instanceof ContractError) throw error;
      throw new ContractError([`${this.#root}: Prism cannot use it: ${(error as Error).message}`]);
    }
  }
}

/** Reads a contract for the first time, the short way or the long one. */
export async function firstReading(source: ContractSource): Promise<MockContract> {
  try {
    return await source.read();
  } catch (error) {
    if (error instanceof NotUnderstood) return await source.readByRedocly();
    throw error;
  }
}
