import { rowsOf, type Subject } from './subject.ts';

/** For other programs; values and places whole. */
export function jsonReport(subjects: Subject[], all: boolean): string {
  const documents = subjects.map((subject) => {
    const { document, result, shown } = subject;
    return {
      document,
      passes: result.passes,
      majorBump: result.majorBump,
      versions: result.versions,
      counts: Object.fromEntries(
        (['breaking', 'risky', 'safe'] as const).map((verdict) => [
          verdict,
          result.findings.filter((each) => each.verdict === verdict).length,
        ]),
      ),
      unusedAllowEntries: result.unused,
      findings: rowsOf(subject, all).map(({ finding, state, blocks, witness, file, line, col, removed }) => ({
        rule: finding.rule,
        verdict: finding.verdict,
        source: finding.source,
        message: finding.message,
        operations: finding.operations,
        blocks,
        state,
        at: finding.at,
        before: finding.before,
        after: finding.after,
        where: { file, line, column: col, removed },
        ...(finding.witness && {
          witness: {
            kind: finding.witness.kind,
            of: finding.witness.of,
            value: finding.witness.value,
            text: witness,
            ...(finding.witness.base && {
              base: `${shown(finding.witness.base.file)}${finding.witness.base.pointer}`,
            }),
            ...(finding.witness.revision && {
              revision: `${shown(finding.witness.revision.file)}${finding.witness.revision.pointer}`,
            }),
          },
        }),
        ...(finding.unshown && { unshown: { why: finding.unshown, text: witness } }),
        ...(finding.allowed && { allowed: finding.allowed }),
      })),
    };
  });
  return `${JSON.stringify({ passes: subjects.every(({ result }) => result.passes), documents }, null, 2)}\n`;
}
