/**
 * `node scripts/src/tasks.ts <task…> [turbo options]`: runs tasks of the packages by turbo, and ends with what there is to do.
 * With `--quiet` that is all that it says.
 */
import { toDo } from './to-do.ts';
import { runTurbo } from './turbo.ts';

const parameters = process.argv.slice(2);
// Where nobody can ask again, all that was said is kept.
const quiet = parameters.includes('--quiet') && !process.env['CI'];
const { code, failed } = await runTurbo(
  parameters.filter((each) => each !== '--quiet'),
  { quiet },
);
process.exitCode = code;
if (code !== 0) console.error(`\n${toDo(failed)}`);
