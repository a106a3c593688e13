import { sarifLog } from '@atteny/sarif';
import type { Finding } from '../evidence/findings.ts';
import { withOthers } from '../evidence/told.ts';

/** SARIF 2.1.0: one result a fault, at the line of the contract that it breaks. */
export function sarifReport(findings: readonly Finding[]): string {
  return sarifLog(
    'contract-tests',
    findings.map(({ check, rule, message, also, result, exchange, source, operations, count }) => ({
      ruleId: `${check}/${rule}`,
      level: 'error',
      text: `${result}: ${withOthers({ message, also }, 3)} (${exchange})${count > 1 ? `, and in ${count - 1} more` : ''}`,
      file: source.file,
      line: source.line,
      properties: { operations, also },
    })),
  );
}
