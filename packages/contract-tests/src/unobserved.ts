/** `node src/unobserved.ts`: says, before any server is asked, what of the contract the model knows nothing of. */
import { subjects } from './contract/catalog.ts';
import { unobservedOf } from './oracle/observed.ts';

const found = subjects.flatMap(unobservedOf);
for (const each of found) console.error(`packages/contract-tests/src/oracle ${each}`);
process.exitCode = found.length > 0 ? 1 : 0;
