import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAllowFile } from './allow.ts';
import { layOutBase } from './base.ts';
import { GateError } from './gate-error.ts';
import { judge } from './judge.ts';
import { allowReport } from './report/allow.ts';
import { githubReport } from './report/github.ts';
import { jsonReport } from './report/json.ts';
import { markdownReport } from './report/markdown.ts';
import { sarifReport } from './report/sarif.ts';
import type { Subject } from './report/subject.ts';
import { textReport } from './report/text.ts';

const help = `pnpm contract diff [options]

Judges what the working tree's spec/ changes against an older one: breaking, risky or safe, for whom, and where.
A breaking change of what is documented fails, unless info.version has a new first number or
spec/contract-allow.yaml has an entry for it; --format allow prints the entries to paste, to which you add a reason.

  --base <ref>      branch, tag or commit; its merge base with HEAD is compared (default: origin/main, else main)
  --format <name>   text (default), github, json, sarif, markdown; allow: the entries that spec/contract-allow.yaml lacks
  --output <file>   write the report there as well as telling the outcome here
  --all             list safe changes too (text)
  --help            this text

Exit code: 0 passes, 1 does not pass, 2 could not judge.
`;

const documents = ['atteny', 'console'];
const reports = {
  allow: allowReport,
  github: githubReport,
  json: jsonReport,
  markdown: markdownReport,
  sarif: sarifReport,
};

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof GateError)) throw error;
  process.stderr.write(`contract diff: ${error.message}\n`);
  return 2;
});

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) return say(help, 0);
  const repository = execFileSync('git', ['rev-parse', '--show-toplevel'], { encoding: 'utf8' }).trim();
  const allow = readAllowFile(join(repository, 'spec', 'contract-allow.yaml'), documents, new Date());
  const base = layOutBase(repository, options.base);
  try {
    const subjects: Subject[] = [];
    for (const document of documents) {
      const roots = {
        base: join(base.folder, 'spec', document, 'openapi.yaml'),
        revision: join(repository, 'spec', document, 'openapi.yaml'),
      };
      if (!existsSync(roots.base)) {
        process.stderr.write(`${document}: new since ${base.commit.slice(0, 12)}; nothing to compare.\n`);
        continue;
      }
      if (!existsSync(roots.revision))
        throw new GateError(
          `spec/${document}/openapi.yaml is gone; a whole document cannot be removed unseen.`,
        );
      const judgement = await judge(
        roots.base,
        roots.revision,
        allow.filter((entry) => entry.document === document),
        { base: base.folder, revision: repository },
      );
      subjects.push({ document, judgement, folders: { base: base.folder, revision: repository } });
    }
    const report =
      options.format === 'text' ? textReport(subjects, options) : reports[options.format](subjects);
    if (options.output) writeFileSync(options.output, report);
    const summary = process.env['GITHUB_STEP_SUMMARY'];
    if (summary && options.format === 'github') appendFileSync(summary, markdownReport(subjects));
    return say(report, subjects.every(({ judgement }) => judgement.passes) ? 0 : 1);
  } finally {
    base.remove();
  }
}

type Format = 'text' | keyof typeof reports;
interface Options {
  help: boolean;
  all: boolean;
  format: Format;
  base: string | undefined;
  output: string | undefined;
}

function readOptions(args: string[]): Options {
  const known = {
    help: { type: 'boolean' },
    all: { type: 'boolean' },
    base: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options: known, strict: true }));
  } catch (cause) {
    throw new GateError(`${(cause as Error).message.split('. ')[0]}. See --help.`, { cause });
  }
  const format = values.format ?? 'text';
  if (format !== 'text' && !Object.hasOwn(reports, format))
    throw new GateError(`--format «${format}» is none of text, ${Object.keys(reports).join(', ')}.`);
  return {
    help: values.help ?? false,
    all: values.all ?? false,
    format: format as Format,
    base: values.base,
    output: values.output,
  };
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
