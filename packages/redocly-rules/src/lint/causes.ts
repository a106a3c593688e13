import type { LintReport } from '@atteny/contract/reading';

type Problem = LintReport['problems'][number];

/** A file that is missing or does not parse: what else is said of the document follows from it. */
function isCause({ message }: Problem): boolean {
  return message.startsWith("Can't resolve $ref") || message.startsWith('Failed to parse');
}

/**
 * The problems that are to be mended first: those that others only follow from, or all where there are none of them.
 * A document with one of those cannot be read as a whole: it is broken.
 */
export function causes(problems: readonly Problem[]): { found: Problem[]; broken: boolean } {
  const first = problems.filter(isCause);
  return first.length > 0 ? { found: first, broken: true } : { found: [...problems], broken: false };
}

/** As it is printed: no more than fit on a screen. */
export function printed(sentences: readonly string[], most = 20): string {
  const more = sentences.length - most;
  return [...sentences.slice(0, most), ...(more > 0 ? [`and ${more} more.`] : [])].join('\n');
}
