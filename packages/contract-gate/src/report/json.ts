import { blocks, placeOf, repositoryPath, type Subject } from './subject.ts';

/** Everything that was found, safe changes included, for other programs. */
export function jsonReport(subjects: Subject[]): string {
  const documents = subjects.map(({ document, judgement, folders }) => ({
    document,
    passes: judgement.passes,
    majorBump: judgement.majorBump,
    versions: judgement.versions,
    unusedAllowEntries: judgement.unused,
    findings: judgement.findings.map((finding) => {
      const place = placeOf(finding);
      const { rule, verdict, source, message, path, operations, allowed } = finding;
      const where = place && {
        file: repositoryPath(place, folders),
        line: place.line,
        column: place.col,
        removed: !finding.revision,
      };
      return {
        rule,
        verdict,
        source,
        message,
        path,
        operations,
        blocks: blocks(finding, judgement),
        ...(where && { where }),
        ...(allowed && { allowed }),
      };
    }),
  }));
  return `${JSON.stringify({ passes: subjects.every(({ judgement }) => judgement.passes), documents }, null, 2)}\n`;
}
