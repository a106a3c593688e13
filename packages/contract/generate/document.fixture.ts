import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const spec = fileURLToPath(new URL('../../../spec/atteny', import.meta.url));

/** An empty folder that goes away after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-contract-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A copy of the public contract with one file changed.
 * @returns path of its root document
 */
export async function changedContract(file: string, change: (text: string) => string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(spec, folder, { recursive: true });
  const before = await readFile(join(folder, file), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the change of ${file} changed nothing`);
  await writeFile(join(folder, file), after);
  return join(folder, 'openapi.yaml');
}
