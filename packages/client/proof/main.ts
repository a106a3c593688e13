/** `pnpm prove`: 1,000 sends through a proxy that cuts 20 % of the connections, in both ways of retrying. */
import { startSandbox } from '@atteny/local-servers';
import { sendThroughCuts, type Proof } from './sends.ts';

const [sends, share] = [Number(process.env['PROVE_SENDS'] ?? 1000), 0.2];
const seed = Number(process.env['PROVE_SEED'] ?? 2026);

const sandbox = await startSandbox();
try {
  const prove = (idempotentRetries: boolean) =>
    sendThroughCuts({ sandbox, sends, share, idempotentRetries, seed });
  const proofs: Record<string, Proof> = { default: await prove(false), idempotentRetries: await prove(true) };
  console.table(proofs);
  const broken = Object.entries(proofs).filter(
    ([name, { failures, failuresWithoutWord, duplicates, lost, cuts }]) =>
      cuts === 0 ||
      duplicates > 0 ||
      lost > 0 ||
      failuresWithoutWord > 0 ||
      (name === 'idempotentRetries' && failures > sends * 0.02),
  );
  if (broken.length > 0) {
    console.error(`Not proven: ${broken.map(([name]) => name).join(', ')}.`);
    process.exitCode = 1;
  }
} finally {
  await sandbox.close();
}
