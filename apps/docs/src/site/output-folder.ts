import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * An empty folder beside `output` for the site that this process builds. What a build that was killed left there is
 * removed; one that is still going on is not touched.
 */
export async function beginOutput(output: string): Promise<string> {
  const parent = dirname(output);
  const prefix = `${basename(output)}.next-`;
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
  const fresh = join(parent, `${prefix}${process.pid}`);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh);
  return fresh;
}

/** Puts the complete site in the place of the one before, which is gone for no longer than two renames take. */
export async function finishOutput(fresh: string, output: string): Promise<void> {
  const before = `${fresh}.before`;
  await rename(output, before).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, output);
  await rm(before, { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
