import { withoutSecrets } from '../evidence/secrets.ts';
import { told } from '../evidence/told.ts';
import type { CheckOutcome } from '../run.ts';
import { title } from '../target/exchange.ts';

/** JUnit XML: a suite a check, a case a result. */
export function junitReport(outcomes: readonly CheckOutcome[]): string {
  const suites = outcomes.map(({ check, skipped, results, milliseconds }) => {
    const failed = results.filter(({ violations }) => violations.length > 0).length;
    const cases = results.map(({ name, violations }) => {
      const sentences = violations.map(
        (violation) => `${violation.rule}: ${told(violation)} (${withoutSecrets(title(violation.exchange))})`,
      );
      const failure =
        sentences.length === 0
          ? ''
          : `<failure message="${xml(sentences[0] ?? '')}">${xml(sentences.join('\n'))}</failure>`;
      return `    <testcase classname="${xml(check.name)}" name="${xml(name)}">${failure}</testcase>`;
    });
    const skip =
      skipped === undefined
        ? []
        : [
            `    <testcase classname="${xml(check.name)}" name="${xml(check.title)}"><skipped message="${xml(skipped)}"/></testcase>`,
          ];
    const counts = `tests="${results.length + skip.length}" failures="${failed}" skipped="${skip.length}" time="${milliseconds / 1000}"`;
    return [`  <testsuite name="${xml(check.name)}" ${counts}>`, ...cases, ...skip, '  </testsuite>'].join(
      '\n',
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function xml(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has no place for these
  return escaped.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '�').toWellFormed();
}
