import type { Finding } from '../evidence/findings.ts';
import { withOthers } from '../evidence/told.ts';

/** A line for each fault that GitHub shows beside the line of the contract. */
export function annotationLines(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ source: { file, line }, message, also, exchange, check }) =>
        `::error file=${property(file)},line=${line},title=${property(`contract suite: ${check}`)}::${data(`${withOthers({ message, also }, 3)} (${exchange})`)}\n`,
    )
    .join('');
}

// By the workflow commands' own rules: a line break or a percent sign would end or begin another command.
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
