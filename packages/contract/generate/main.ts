/**
 * `node generate/main.ts` writes src/generated from spec/.
 * `node generate/main.ts --check` writes nothing and fails when a file there is not what spec/ says.
 */
import { fileURLToPath } from 'node:url';
import { ContractError } from '../src/contract-error.ts';
import { contracts } from './contracts.ts';
import { assertFresh, generate } from './generate.ts';

const folder = fileURLToPath(new URL('../src/generated/', import.meta.url));

try {
  if (process.argv.includes('--check')) await assertFresh(contracts, folder);
  else await generate(contracts, folder);
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
