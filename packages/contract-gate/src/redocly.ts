import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place, Verdict } from './change.ts';
import { GateError } from './gate-error.ts';

/** One entry of `redocly diff --format json`, as far as this gate reads it. */
export interface RedoclyChange {
  path: string;
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: 'major' | 'minor' | 'patch';
  verdicts: { ruleId: string; impact: string; message: string }[];
  property?: string;
  base?: Place & { value?: unknown };
  revision?: Place & { value?: unknown };
}

export interface RedoclyDiff {
  infoVersions: { base: string; revision: string };
  changes: RedoclyChange[];
}

export const verdictOfImpact: Record<RedoclyChange['impact'], Verdict> = {
  major: 'breaking',
  minor: 'safe',
  patch: 'safe',
};

const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
const config = fileURLToPath(new URL('../redocly-diff.yaml', import.meta.url));

/**
 * Runs `redocly diff` over two root files.
 * @throws GateError when a document cannot be read; its message is Redocly's own first complaint.
 */
export async function redoclyDiff(base: string, revision: string): Promise<RedoclyDiff> {
  const args = [cli, 'diff', base, revision, '--config', config, '--format', 'json', '--fail-on', 'none'];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit(child)]);
  let parsed: RedoclyDiff;
  try {
    parsed = JSON.parse(stdout) as RedoclyDiff;
  } catch (cause) {
    throw new GateError(
      `redocly diff could not compare the documents (exit ${code}): ${firstSentence(stderr || stdout)}`,
      { cause },
    );
  }
  for (const change of parsed.changes) {
    for (const place of [change.base, change.revision]) if (place) place.file = resolve(place.file);
  }
  return parsed;
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}

function exit(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((done, fail) => child.once('error', fail).once('close', done));
}

function firstSentence(output: string): string {
  // oxlint-disable-next-line no-control-regex -- colour codes of a terminal
  const lines = output.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' ');
}
