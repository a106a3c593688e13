import { appendFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readAllowFile } from './allow.ts';
import { layOutBase, repositoryOf } from './base.ts';
import { GateError } from './gate-error.ts';
import { runGate, readDocument } from './gate.ts';
import { allowReport } from './report/allow.ts';
import { githubReport } from './report/github.ts';
import { jsonReport } from './report/json.ts';
import { markdownReport } from './report/markdown.ts';
import { sarifReport } from './report/sarif.ts';
import type { Subject } from './report/subject.ts';
import { textReport } from './report/text.ts';

const help = `pnpm contract diff [options]

Judges what the working tree's spec/ changes against an older commit: breaking, risky or safe, for whom, where, and by which value
it shows. A breaking change fails, unless info.version has a new first number or spec/contract-allow.yaml has an entry for it:
--format allow prints the entries to paste, to which you add a reason.

  --base <ref>      branch, tag or commit; its merge base with HEAD is compared (default: origin/main, else main)
  --from <file>     with --to: compares any two OpenAPI 3.0 or 3.1 documents instead, YAML or JSON, without git
  --to <file>
  --format <name>   text (default), github, json, sarif, markdown, or allow
  --output <file>   write the report there as well as telling it here
  --all             tell safe changes too
  --help            this text

Exit code: 0 passes, 1 does not pass, 2 could not judge.
`;

const documents = ['atteny', 'console'];
const reports = {
  text: textReport,
  allow: allowReport,
  github: githubReport,
  json: jsonReport,
  markdown: markdownReport,
  sarif: sarifReport,
};

// Who reads only the beginning (`| head`) closes the pipe: the verdict stands all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  try {
    return run(readOptions(args));
  } catch (error) {
    // The stack of the machine ends somewhere: what goes deeper than that is no document that anybody wrote.
    const isTooDeep = error instanceof RangeError && /call stack/.test(error.message);
    if (!(error instanceof GateError) && !isTooDeep) throw error;
    const sentence = isTooDeep ? 'the document is nested too deeply to be judged.' : error.message;
    process.stderr.write(`contract diff: ${sentence}\n`);
    return 2;
  }
}

function run(options: Options): number {
  if (options.help) return say(help, 0);
  const subjects = options.files ? [compareFiles(options.files)] : compareRepository(options.base);
  const report = reports[options.format](subjects, options.all);
  if (options.output !== undefined) write(options.output, report);
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary && options.format === 'github') appendFileSync(summary, markdownReport(subjects, options.all));
  return say(report, subjects.every(({ result }) => result.passes) ? 0 : 1);
}

function compareFiles({ from, to }: { from: string; to: string }): Subject {
  for (const file of [from, to]) {
    if (!existsSync(file)) throw new GateError(`there is no file ${file}.`);
    if (!statSync(file).isFile()) {
      throw new GateError(`${file} is no file: name the root file of a document.`);
    }
  }
  const folder = process.cwd();
  const revision = readDocument(resolve(to), folder);
  const base = resolve(from) === resolve(to) ? revision : readDocument(resolve(from), folder);
  const result = runGate(base, revision, []);
  return {
    document: `${from} → ${to}`,
    result,
    shown: (file) => nameFrom(folder, file),
    allowFile: false,
  };
}

function compareRepository(ref: string | undefined): Subject[] {
  const repository = repositoryOf(process.cwd());
  if (!existsSync(join(repository, 'spec'))) {
    throw new GateError(
      `${repository} has no spec/ folder: there is no contract to judge. Two files are compared by --from and --to.`,
    );
  }
  const base = layOutBase(repository, ref);
  try {
    const allowFile = (folder: string): string => join(folder, 'spec', 'contract-allow.yaml');
    const allow = readAllowFile(allowFile(repository), allowFile(base.folder), documents, new Date());
    return documents.flatMap((document) => {
      const root = (folder: string): string => join(folder, 'spec', document, 'openapi.yaml');
      const [older, newer] = [
        { root: root(base.folder), folder: base.folder },
        { root: root(repository), folder: repository },
      ];
      if (!existsSync(newer.root)) {
        if (!existsSync(older.root) && document !== documents[0]) return [];
        throw new GateError(
          `spec/${document}/openapi.yaml is ${existsSync(older.root) ? 'gone; a whole document cannot be removed unseen' : 'missing'}.`,
        );
      }
      const isNew = !existsSync(older.root);
      if (isNew) {
        process.stderr.write(`${document}: new since ${base.commit.slice(0, 12)}; nothing to compare.\n`);
      }
      const revision = readDocument(newer.root, newer.folder);
      const result = runGate(
        isNew || older.root === newer.root ? revision : readDocument(older.root, older.folder),
        revision,
        allow.filter((entry) => entry.document === document),
      );
      const shown = (file: string): string =>
        nameFrom(file.startsWith(base.folder) ? base.folder : repository, file);
      return [{ document, result, shown, allowFile: true }];
    });
  } finally {
    base.remove();
  }
}

type Format = keyof typeof reports;
interface Options {
  help: boolean;
  all: boolean;
  format: Format;
  base: string | undefined;
  files: { from: string; to: string } | undefined;
  output: string | undefined;
}

function readOptions(args: string[]): Options {
  const known = {
    help: { type: 'boolean' },
    all: { type: 'boolean' },
    base: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options: known, strict: true }));
  } catch (cause) {
    throw new GateError(`${(cause as Error).message.split('. ')[0]}. See --help.`, { cause });
  }
  const { from, to, base, format = 'text' } = values;
  if (!Object.hasOwn(reports, format)) {
    throw new GateError(`--format «${format}» is none of ${Object.keys(reports).join(', ')}.`);
  }
  if ((from === undefined) !== (to === undefined)) {
    throw new GateError(
      `--${from === undefined ? 'to' : 'from'} needs --${from === undefined ? 'from' : 'to'}: two files are compared.`,
    );
  }
  if (from !== undefined && base !== undefined) {
    throw new GateError('--base belongs to a repository, --from and --to to two files.');
  }
  return {
    help: values.help ?? false,
    all: values.all ?? false,
    format: format as Format,
    base,
    files: from !== undefined && to !== undefined ? { from, to } : undefined,
    output: values.output,
  };
}

function nameFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll('\\', '/');
}

function write(file: string, report: string): void {
  try {
    writeFileSync(file, report);
  } catch (cause) {
    throw new GateError(
      `--output ${file} cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      { cause },
    );
  }
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
