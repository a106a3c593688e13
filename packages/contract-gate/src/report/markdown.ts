import { audience, blocks, conclusion, icon, placeOf, repositoryPath, type Subject } from './subject.ts';

/** For a pull request's step summary. */
export function markdownReport(subjects: Subject[]): string {
  return subjects
    .map((subject) => {
      const { judgement, folders } = subject;
      const rows = judgement.findings
        .filter((finding) => finding.verdict !== 'safe')
        .map((finding) => {
          const place = placeOf(finding);
          const where = place ? `\`${repositoryPath(place, folders)}:${place.line}\`` : '';
          const state = finding.allowed
            ? `allowed until ${finding.allowed.expires}`
            : blocks(finding, judgement)
              ? '**blocks**'
              : 'passes';
          return `| ${icon[finding.verdict]} ${finding.verdict} | ${cell(finding.message)} | ${cell(audience(finding))} | ${where} | ${state} |`;
        });
      const table =
        rows.length === 0
          ? []
          : ['', '| verdict | what | for whom | where | |', '|---|---|---|---|---|', ...rows];
      return [`### Contract: ${conclusion(subject)}`, ...table, ''].join('\n');
    })
    .join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
