import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from '@atteny/local-servers';

const lockfile = fileURLToPath(new URL('../tools/', import.meta.url));

/**
 * The folder of what integrators have beside our packages: bundlers, test runners, compilers, older Nodes. Outside the
 * workspace, so that nothing in it can be taken for something installed there; kept for the next run of the same lockfile.
 */
export async function installedTools(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(join(lockfile, 'package-lock.json')))
    .digest('hex');
  const folder = join(tmpdir(), `atteny-integrators-tools-${hash.slice(0, 16)}`);
  const done = join(folder, 'node_modules');
  if (!existsSync(done)) {
    const making = join(folder, 'making');
    await mkdir(making, { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      await cp(join(lockfile, file), join(making, file));
    }
    await output('npm', ['ci', '--no-audit', '--no-fund'], { cwd: making });
    await rename(join(making, 'node_modules'), done);
  }
  return folder;
}
