/** Lints spec/: both documents, the workflows, and the English of both. Says each problem in a line, in the order in which they are to be mended. */
import { relative, resolve } from 'node:path';
import { readdirSync } from 'node:fs';
import { type LintReport, sentences } from '@atteny/contract/reading';
import { documents, readEdition, spec } from '../overlays/editions.ts';
import { overlayProblems } from '../overlays/problems.ts';
import { redocly } from '../redocly-command.ts';
import { reportsIn } from '../reports.ts';
import { causes, printed } from './causes.ts';

const workspace = resolve(spec, '..');
const workflows = readdirSync(`${spec}/atteny/workflows`).map((file) => `atteny/workflows/${file}`);

async function lint(...parameters: string[]): Promise<LintReport[]> {
  return reportsIn<LintReport>(
    await redocly(['lint', ...parameters, '--format', 'json', '--max-problems', '10000'], spec),
  );
}

async function lintAll(): Promise<string[]> {
  const reports = [
    ...(await lint('--config', 'redocly.yaml')),
    ...(await lint(...workflows, '--config', 'workflows.yaml')),
  ];
  const { found, broken } = causes(reports.flatMap((report) => report.problems));
  const problems = sentences({ problems: found }, spec, workspace);
  // The English of a document that is not whole cannot be checked.
  return broken ? problems : [...problems, ...overlayProblems(await Promise.all(documents.map(readEdition)))];
}

const found = await lintAll().catch((error: unknown) => [(error as Error).message.trim()]);
if (found.length > 0) {
  // Whoever reads it for somebody, such as `pnpm check`, chooses by itself.
  console.error(printed(found, process.stderr.isTTY ? 20 : Infinity));
  process.exitCode = 1;
} else {
  console.log(
    `${documents.length} documents and ${workflows.length} workflows in ${relative(workspace, spec)}/: no problem.`,
  );
}
