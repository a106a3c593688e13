import { audience, blocks, conclusion, icon, placeOf, repositoryPath, type Subject } from './subject.ts';

/** For a terminal: what breaks, for whom, where in the YAML, and what to do. Safe changes are only counted unless `all`. */
export function textReport(subjects: Subject[], { all }: { all: boolean }): string {
  const lines: string[] = [];
  for (const subject of subjects) {
    const { judgement, folders } = subject;
    for (const finding of judgement.findings) {
      if (finding.verdict === 'safe' && !all) continue;
      const place = placeOf(finding);
      const removed = finding.revision ? '' : ' (removed; line of the older file)';
      lines.push(`${icon[finding.verdict]} ${finding.verdict}  ${finding.rule}: ${finding.message}`);
      lines.push(`    for    ${audience(finding)}`);
      if (place)
        lines.push(`    where  ${repositoryPath(place, folders)}:${place.line}:${place.col}${removed}`);
      lines.push(`    path   ${finding.path}`);
      if (finding.allowed)
        lines.push(
          `    allowed (${finding.allowed.kind}) until ${finding.allowed.expires}: ${finding.allowed.reason}`,
        );
      else if (blocks(finding, judgement))
        lines.push(
          '    to do  keep the promise, or raise the first number of info.version, or allow it in spec/contract-allow.yaml (--format allow prints the entry)',
        );
      lines.push('');
    }
    for (const entry of judgement.unused)
      lines.push(
        `✖ spec/contract-allow.yaml: no change matches the entry for ${entry.at} any more; delete it.`,
        '',
      );
    lines.push(conclusion(subject));
  }
  return `${lines.join('\n')}\n`;
}
