import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { everything } from './contract/everything.ts';

const help = `pnpm contract [<command> [options]]

  (none)   all of it, as CI does: generated files, documents, gate, and the suite on server, proxy and mock;
           what did not change since the last time is not run again
  faults   plant faults in the reference server and tell which ones the suite finds
  test     judge a running server by the contract alone
  mutants  judge a recorded run again, once for every way in which it could be wrong, and tell what nobody notices
  compare  play the same requests on two servers and tell in what they differ
  diff     judge what spec/ changes against an older commit: breaking, risky or safe
  --help   this text; every command has its own --help
`;

const entries: Record<string, string | [string, string]> = {
  diff: '../../packages/contract-gate/src/main.ts',
  test: '../../packages/contract-tests/src/main.ts',
  faults: '../../packages/contract-tests/src/faults/main.ts',
  compare: '../../packages/contract-tests/src/compare/main.ts',
  mutants: ['../../packages/contract-run/src/main.ts', 'mutants'],
};

/** Commands that judge by what is generated from the documents: an edit of spec/ is generated first. */
const judging = ['test', 'faults', 'compare', 'mutants'];

const [command, ...args] = process.argv.slice(2);
process.exitCode =
  command === undefined
    ? await everything(fileURLToPath(new URL('../..', import.meta.url)))
    : run(command, args);

function run(name: string, rest: string[]): number {
  if (name === '--help' || name === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry === undefined) {
    process.stderr.write(`contract: «${name}» is no command.\n\n${help}`);
    return 2;
  }
  if (judging.includes(name) && !rest.includes('--help')) {
    const code = generated();
    if (code !== 0) return code;
  }
  const [file, ...first] = [entry].flat();
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL(file ?? '', import.meta.url)), ...first, ...rest],
    { stdio: 'inherit' },
  );
  return status ?? 1;
}

/** Brings what is derived from the documents up to date; silent where nothing has changed. */
function generated(): number {
  const tasks = fileURLToPath(new URL('tasks.ts', import.meta.url));
  const { status, stderr } = spawnSync(
    process.execPath,
    [tasks, 'generate', '--filter=@atteny/contract', '--output-logs=errors-only'],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    },
  );
  if (status === 0) return 0;
  process.stderr.write(
    `contract: spec/ has changed and nothing can be generated from it. Run pnpm generate.\n${stderr}`,
  );
  return 2;
}
