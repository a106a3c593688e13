import type { LintReport } from '@atteny/contract/reading';

type Problem = LintReport['problems'][number];

/** A file that is missing or does not parse: what else is said of the document follows from it. */
function isCause({ message }: Problem): boolean {
  return message.startsWith("Can't resolve $ref") || message.startsWith('Failed to parse');
}

/** The problems that are to be mended first: those that others only follow from, or all where there are none of them. */
export function causes(problems: readonly Problem[]): Problem[] {
  const first = problems.filter(isCause);
  return first.length > 0 ? first : [...problems];
}

/** As it is printed: the first one last, where a terminal ends, and no more than fit on a screen. */
export function printed(sentences: readonly string[], most = 20): string {
  const shown = sentences.slice(0, most).toReversed();
  const more = sentences.length - shown.length;
  return [
    ...(more > 0 ? [`${more} more, and:`] : []),
    ...shown.slice(0, -1),
    ...(sentences.length > 1 ? [`${sentences.length} problems. The first:`] : []),
    ...shown.slice(-1),
  ].join('\n');
}
