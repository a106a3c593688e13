import { stringify } from 'yaml';
import { rowsOf, type Subject } from './subject.ts';

/** The entries that the allow-file lacks, to paste; whoever pastes one fills in the reason. */
export function allowReport(subjects: Subject[]): string {
  const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const entries = subjects.flatMap((subject) =>
    rowsOf(subject, false)
      .filter(({ blocks }) => blocks)
      .map(({ finding: { at, before, after } }) => ({
        document: subject.document,
        at,
        before,
        after,
        kind: 'decided',
        reason: '',
        expires: inThirtyDays,
      })),
  );
  const unique = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  return unique.length === 0
    ? ''
    : stringify(unique, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}
