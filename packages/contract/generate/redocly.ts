import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenAPIV3_1 } from 'openapi-types';
import { ContractError } from '../src/contract-error.ts';
import { type LintReport, sentenceOfFailure, sentences } from './lint-report.ts';

/** Looked for when it is needed: a mock that was built may never ask. */
const cli = () =>
  join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js');
const config = fileURLToPath(new URL('./redocly.yaml', import.meta.url));
const workspace = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Reads a document of many files as one, without references to other files.
 * @param root path of the root document
 * @param overlays paths of overlays to lay over it in this order, such as another language
 * @throws ContractError when a file does not parse, a reference leads nowhere or an operationId is taken twice
 */
export async function bundle(root: string, overlays: readonly string[] = []): Promise<OpenAPIV3_1.Document> {
  const [lint, bundled] = await Promise.all([
    redocly('lint', root, '--config', config, '--format', 'json'),
    redocly(...bundling(root, 'json', overlays)),
  ]);
  if (lint.failed) throw new ContractError(problemsOf(lint, root));
  if (bundled.failed) throw new ContractError([bundled.stderr.trim()]);
  return JSON.parse(bundled.stdout);
}

/**
 * The same document as YAML text, in the order and with the line breaks of its source.
 * @throws ContractError when it cannot be bundled; {@link bundle} says better why
 */
export async function bundleYaml(root: string, overlays: readonly string[] = []): Promise<string> {
  const bundled = await redocly(...bundling(root, 'yaml', overlays));
  if (bundled.failed) throw new ContractError([bundled.stderr.trim()]);
  return bundled.stdout;
}

function bundling(root: string, extension: 'json' | 'yaml', overlays: readonly string[]): string[] {
  const laid = overlays.flatMap((overlay) => ['--overlay', overlay]);
  return ['bundle', root, '--config', config, '--ext', extension, ...laid];
}

function problemsOf(lint: Outcome, root: string): string[] {
  try {
    const report: LintReport = JSON.parse(lint.stdout);
    return sentences(report, process.cwd(), workspace);
  } catch {
    return [
      sentenceOfFailure(lint.stderr, workspace) ?? `${root} does not exist or is not an OpenAPI document`,
    ];
  }
}

interface Outcome {
  failed: boolean;
  stdout: string;
  stderr: string;
}

function redocly(...parameters: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      NO_COLOR: '1',
    };
    execFile(
      process.execPath,
      [cli(), ...parameters],
      { env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        resolve({ failed: error !== null, stdout, stderr });
      },
    );
  });
}
