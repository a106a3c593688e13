import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetError } from '../target/target-error.ts';

/** One step of a workflow as `redocly respect` reports it, as far as it is read here. */
export interface Step {
  workflowId: string;
  stepId: string;
  request?: { method: string; url: string };
  response?: { statusCode: number; headers: Record<string, string>; body?: unknown };
  checks: { name: string; passed: boolean; severity: string; message: string }[];
}

/** What a workflow went through; a step that is gone back to opens a workflow within. */
interface Way {
  executedSteps: (Step | Way)[];
}

interface Report {
  files: Record<string, { executedWorkflows: Way[] }>;
}

const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
const timeoutMs = 180_000;
/** More than the longest journey takes; a journey that goes in circles ends here. */
const mostSteps = 400;

/**
 * Runs workflows against servers by `redocly respect`. Inputs go by the environment: they hold keys, and a command line
 * is readable to every user of the machine.
 * @throws TargetError when a workflow could not be run at all.
 */
export async function respect(
  files: readonly string[],
  { servers, inputs }: { servers: Record<string, string>; inputs: Record<string, string> },
): Promise<Step[]> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'));
  try {
    const output = join(folder, 'report.json');
    const args = Object.entries(servers).flatMap(([name, url]) => ['--server', `${name}=${url}`]);
    const said = await run(
      [
        cli,
        'respect',
        ...files,
        ...args,
        '--json-output',
        output,
        '--max-steps',
        String(mostSteps),
        '--execution-timeout',
        String(timeoutMs),
      ],
      inputs,
    );
    const steps = read(output);
    if (steps === undefined) {
      throw new TargetError(`redocly respect could not run the journeys: ${brief(said)}`);
    }
    return steps;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: string[], inputs: Record<string, string>): Promise<string> {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs),
  };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill(), timeoutMs + 10_000);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    child.once('error', fail).once('close', () => {
      clearTimeout(timer);
      done(said);
    });
  });
}

function read(file: string): Step[] | undefined {
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    return Object.values(files).flatMap(({ executedWorkflows }) => executedWorkflows.flatMap(stepsOf));
  } catch {
    return undefined;
  }
}

function stepsOf({ executedSteps }: Way): Step[] {
  return executedSteps.flatMap((each) => ('executedSteps' in each ? stepsOf(each) : [each]));
}

function brief(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-4)
    .join(' ')
    .slice(0, 400);
}
