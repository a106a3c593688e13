import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError } from './gate-error.ts';

/** The spec/ folder of an older commit, laid out in a temporary folder. */
export interface BaseTree {
  /** Full commit id. */
  commit: string;
  folder: string;
  remove(): void;
}

/**
 * Lays out spec/ of the merge base of `ref` and HEAD.
 * @param ref a branch, tag or commit; without it origin/main, then main is taken.
 * @throws GateError when git does not know the ref or has no common history with it.
 */
export function layOutBase(repository: string, ref: string | undefined): BaseTree {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const known = (name: string): boolean =>
    succeeds(() => git('rev-parse', '--verify', '--quiet', `${name}^{commit}`));
  const chosen = ref ?? ['origin/main', 'main'].find(known);
  if (chosen === undefined || !known(chosen)) {
    throw new GateError(
      `git knows no commit «${chosen ?? 'origin/main'}». Fetch it (in CI: fetch-depth: 0), or name another by --base.`,
    );
  }
  let commit: string;
  try {
    commit = git('merge-base', chosen, 'HEAD');
  } catch (cause) {
    throw new GateError(
      `${chosen} and HEAD have no common commit. Fetch the whole history (in CI: fetch-depth: 0).`,
      { cause },
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'contract-gate-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit, '--', 'spec'], {
      cwd: repository,
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
  } catch (cause) {
    if (!succeeds(() => git('rev-parse', '--verify', '--quiet', `${commit}:spec`)))
      return { commit, folder, remove };
    remove();
    throw new GateError(`spec/ of commit ${commit.slice(0, 12)} could not be laid out in ${folder}.`, {
      cause,
    });
  }
  return { commit, folder, remove };
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
