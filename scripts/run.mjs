/**
 * `node scripts/run.mjs <file> [arguments]`: runs a file of the workspace by the Node that the install brings along.
 * pnpm runs a script also when the install before it has failed, then by whatever Node the machine has, which may
 * read no TypeScript; so this file is JavaScript that any Node reads, and says what is the matter.
 */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const needed = 24;
const [file, ...parameters] = process.argv.slice(2);
const workspace = fileURLToPath(new URL('..', import.meta.url));

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(`\n${whatIsMissing()}`);
  process.exitCode = 1;
} else {
  const script = join(workspace, file);
  process.argv = [process.argv[0], script, ...parameters];
  await import(pathToFileURL(script).href);
}

function whatIsMissing() {
  try {
    accessSync(workspace, constants.W_OK);
  } catch {
    return `A instalação não terminou: a pasta ${workspace} não pode ser escrita por este usuário. (The folder cannot be written to.)`;
  }
  return `A instalação não terminou e falta o Node ${needed} que ela traz: confira a rede e o que o pnpm disse acima, e repita o comando. (The install failed: check the network and what pnpm said above, then repeat the command.)`;
}
