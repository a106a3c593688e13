import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleName } from '../plugin.ts';
import { redoclyLint } from './redocly-lint.ts';

const plugin = fileURLToPath(new URL('../plugin.ts', import.meta.url));
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** Where the two documents of a rule stand below fixtures/<rule>/. */
interface Documents {
  readonly good: string;
  readonly bad: string;
}

/**
 * What one rule, and no other, says of its two documents: `pointer: message`, in the order of the report.
 * A pointer into another file than the document begins with that file.
 */
export async function lintRule(
  rule: RuleName,
  options: object = {},
  { good, bad }: Documents = { good: 'good.yaml', bad: 'bad.yaml' },
): Promise<{ good: string[]; bad: string[] }> {
  const documents = [`${rule}/${good}`, `${rule}/${bad}`];
  const folder = await mkdtemp(join(tmpdir(), 'redocly-rules-'));
  try {
    const config = join(folder, 'redocly.yaml');
    const rules = { [`atteny/${rule}`]: { severity: 'error', ...options } };
    await writeFile(config, JSON.stringify({ plugins: [plugin], rules }));
    const reports = await redoclyLint(fixtures, documents, config);
    const [ofGood = [], ofBad = []] = reports.map((problems, index) =>
      problems.map(({ at, message }) => `${at.replace(documents[index] as string, '')}: ${message}`),
    );
    return { good: ofGood, bad: ofBad };
  } finally {
    await rm(folder, { recursive: true });
  }
}
