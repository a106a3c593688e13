import { relative, resolve } from 'node:path';

/** The part that is read here of what `redocly lint --format json` prints. */
export interface LintReport {
  problems: {
    ruleId: string;
    message: string;
    location: { source: { ref: string }; start?: { line: number; col: number } }[];
  }[];
}

/**
 * One sentence a problem: `spec/atteny/paths/me.yaml:66:1 deficient indentation`.
 * A file that does not parse is reported once, not again at each place that refers to it.
 * @param cwd folder that the report's paths are relative to
 * @param base folder that the sentences' paths shall be relative to
 */
export function sentences(report: LintReport, cwd: string, base: string): string[] {
  const shown = new Set<string>();
  const broken = new Set<string>();
  for (const { message } of report.problems) {
    const parse = /^Failed to parse: (.*) in "/s.exec(message);
    if (parse?.[1]) broken.add(parse[1]);
  }
  for (const { message, location } of report.problems) {
    if ([...broken].some((cause) => message.startsWith(`Can't resolve $ref: ${cause}`))) continue;
    const place = location[0];
    const file = place ? relative(base, resolve(cwd, place.source.ref)).replaceAll('\\', '/') : 'spec';
    const start = place?.start ? `:${place.start.line}:${place.start.col}` : '';
    shown.add(`${file}${start} ${firstLine(message)}`);
  }
  return [...shown];
}

/**
 * The same sentence out of what redocly prints instead of a report when the root document itself does not parse;
 * undefined when it names no place.
 */
export function sentenceOfFailure(printed: string, base: string): string | undefined {
  const [, message, file, line, column] = /- (.+) in "(.+)" \((\d+):(\d+)\)/.exec(printed) ?? [];
  return file && `${relative(base, file).replaceAll('\\', '/')}:${line}:${column} ${message}`;
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  const missing = /^Can't resolve \$ref: ENOENT: no such file or directory '(.*)'$/.exec(line);
  if (missing?.[1]) return `Can't resolve $ref: there is no file ${missing[1].split(/[\\/]/).at(-1)}`;
  return line.replace(/ in ".*" \(\d+:\d+\)$/, '');
}
