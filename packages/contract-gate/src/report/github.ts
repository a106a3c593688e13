import { audience, blocks, conclusion, placeOf, repositoryPath, type Subject } from './subject.ts';

/** Workflow commands that GitHub turns into annotations on the file and line. Removed things are annotated without a line. */
export function githubReport(subjects: Subject[]): string {
  const lines = subjects.flatMap(({ judgement, folders }) =>
    judgement.findings
      .filter((finding) => finding.verdict !== 'safe')
      .map((finding) => {
        const place = placeOf(finding);
        const level = blocks(finding, judgement) ? 'error' : 'warning';
        const where = place
          ? `file=${property(repositoryPath(place, folders))}${finding.revision ? `,line=${place.line},col=${place.col}` : ''},`
          : '';
        const allowed = finding.allowed
          ? ` Allowed until ${finding.allowed.expires}: ${finding.allowed.reason}`
          : '';
        return `::${level} ${where}title=${property(`${finding.verdict}: ${finding.rule}`)}::${data(`${finding.message} Meets ${audience(finding)}.${allowed}`)}`;
      }),
  );
  return `${[...lines, ...subjects.map(conclusion)].join('\n')}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
