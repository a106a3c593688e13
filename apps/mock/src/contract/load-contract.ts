import { bundle, ContractError } from '@atteny/contract/reading';
import type { MockContract } from './mock-contract.ts';
import { assertPatterns } from './patterns.ts';

/**
 * Reads the contract from its source, as it stands now.
 * @param root path of the root document
 * @throws ContractError with a sentence a problem, each with file, line and column where that is known
 */
export async function loadContract(root: string): Promise<MockContract> {
  // Prism is loaded while the documents are read.
  const [document, { prismOperations }, { readContract }] = await Promise.all([
    bundle(root),
    import('../prism/prism-operations.ts'),
    import('./read-contract.ts'),
  ]);
  assertPatterns(document);
  try {
    return readContract(document, await prismOperations(document));
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw new ContractError([`${root}: Prism cannot use it: ${(error as Error).message}`]);
  }
}
