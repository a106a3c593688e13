import { summaries as consoleSummaries } from './generated/console-summaries.ts';
import { summaries as publicSummaries } from './generated/public-summaries.ts';

export type SummaryLanguage = keyof typeof publicSummaries;

/**
 * What an operation of either contract does, in a few words; undefined for an id that no contract has (any more).
 * In an entry point of its own: pages that show no operations need not load it.
 */
export function summaryOf(operationId: string, language: SummaryLanguage): string | undefined {
  const known: Readonly<Record<string, string>> = {
    ...publicSummaries[language],
    ...consoleSummaries[language],
  };
  return Object.hasOwn(known, operationId) ? known[operationId] : undefined;
}
