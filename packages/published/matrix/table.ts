import { appendFileSync } from 'node:fs';

/** One line of the matrix: where, how, and what held. Printed, and in CI added to the summary of the job. */
export function row(place: string, form: string, held: string): void {
  const line = `| ${place} | ${form} | ${held} |`;
  console.log(line);
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined) {
    appendFileSync(summary, `${line}\n`);
  }
}
