/**
 * `node scripts/src/check.ts`: generated files fresh, types, lint, format. What does not depend on each other is run whatever
 * the other said, so that all there is to do is told at once.
 */
import { spawnSync } from 'node:child_process';
import { type FailedTask, toDo } from './to-do.ts';
import { runTurbo, workspace } from './turbo.ts';

// Where nobody can ask again, all that was said is kept.
const quiet = !process.env['CI'];

const fresh = await runTurbo(['fresh'], { quiet });
const judged = await runTurbo(['types', 'lint', '--continue=dependencies-successful'], { quiet });
const typed = judged.failed.every(({ task }) => !/#(generate|types)$/.test(task));
const style = [
  // What the compiler does not understand, a lint by types misreads.
  ...ownTool('oxlint', ['-f', 'unix', ...(typed ? ['--type-aware'] : [])], (log) => log),
  ...ownTool('oxfmt', ['--list-different'], formatted),
];
const failed = [...fresh.failed, ...judged.failed, ...style];
process.exitCode = failed.length > 0 ? 1 : Math.max(fresh.code, judged.code);
console.error(process.exitCode === 0 ? 'Fresh, typed, linted and formatted.' : `\n${toDo(failed)}`);

/** A tool that looks at the whole workspace at once. */
function ownTool(name: string, parameters: string[], log: (said: string) => string): FailedTask[] {
  const { status, stdout, stderr, error } = spawnSync(name, parameters, {
    cwd: workspace,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return [];
  if (!quiet) process.stdout.write(stdout);
  return [
    { task: `${name}#style`, folder: name, depth: 0, log: log(stdout) || stderr || (error?.message ?? '') },
  ];
}

function formatted(said: string): string {
  const [first, ...more] = said.split('\n').filter(Boolean);
  if (first === undefined) return '';
  return `${first} ${more.length > 0 ? `and ${more.length} more want` : 'wants'} \`pnpm format:fix\`.`;
}
