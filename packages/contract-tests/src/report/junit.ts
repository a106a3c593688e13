import type { Finding } from '../evidence/findings.ts';
import { withoutSecrets } from '../evidence/secrets.ts';
import { told } from '../evidence/told.ts';
import type { CheckOutcome } from '../run.ts';
import { title } from '../target/exchange.ts';

/** JUnit XML: a suite a check, a case a result; what failed has the faults behind it, and all that was wrong below. */
export function junitReport(outcomes: readonly CheckOutcome[], findings: readonly Finding[]): string {
  const suites = outcomes.map(({ check, skipped, results, milliseconds }) => {
    const failed = results.filter(({ violations }) => violations.length > 0).length;
    const cases = results.map((result) => {
      const { name, violations } = result;
      const faults = findings.filter((each) => each.results.has(result)).map(({ message }) => message);
      const sentences = violations.map(
        (violation) => `${violation.rule}: ${told(violation)} (${withoutSecrets(title(violation.exchange))})`,
      );
      const failure =
        sentences.length === 0
          ? ''
          : `<failure message="${xml(faults.join('; '))}">${xml(sentences.join('\n'))}</failure>`;
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
