import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError } from './gate-error.ts';

/** The spec/ folder of an older commit. */
export interface BaseTree {
  /** Full commit id. */
  commit: string;
  /** Where it is laid out; the repository itself where nothing in spec/ has changed. */
  folder: string;
  remove(): void;
}

/**
 * The repository that a folder belongs to.
 * @throws GateError outside of any.
 */
export function repositoryOf(folder: string): string {
  try {
    return git(folder, 'rev-parse', '--show-toplevel');
  } catch (cause) {
    throw new GateError(
      'this folder belongs to no git repository. Go into one, or compare two files: --from old.yaml --to new.yaml.',
      { cause },
    );
  }
}

/**
 * Lays out spec/ of the merge base of `ref` and HEAD.
 * @param ref a branch, tag or commit; without it, or with the zeros that stand for no commit when a branch is pushed first,
 * origin/main, then main is taken
 * @throws GateError when git does not know the ref or has no common history with it.
 */
export function layOutBase(repository: string, ref: string | undefined): BaseTree {
  const known = (name: string): boolean =>
    succeeds(() => git(repository, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`));
  const given = ref === undefined || ref === '' || /^0{40,64}$/.test(ref) ? undefined : ref;
  const chosen = given ?? ['origin/main', 'main'].find(known);
  const shallow = git(repository, 'rev-parse', '--is-shallow-repository') === 'true';
  const fetch = shallow
    ? 'This clone is shallow: fetch the whole history (git fetch --unshallow; in CI: fetch-depth: 0).'
    : 'Fetch it, or name another commit by --base.';
  if (chosen === undefined || !known(chosen)) {
    throw new GateError(`git knows no commit «${chosen ?? 'origin/main'}». ${fetch}`);
  }
  let commit: string;
  try {
    commit = git(repository, 'merge-base', chosen, 'HEAD');
  } catch (cause) {
    const unrelated = 'Their histories are unrelated: name a commit of this history by --base.';
    throw new GateError(`${chosen} and HEAD have no common commit. ${shallow ? fetch : unrelated}`, {
      cause,
    });
  }
  if (isUnchanged(repository, commit)) return { commit, folder: repository, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'contract-gate-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (!succeeds(() => git(repository, 'rev-parse', '--verify', '--quiet', `${commit}:spec`))) {
    return { commit, folder, remove };
  }
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit, '--', 'spec'], {
      cwd: repository,
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive, stdio: ['pipe', 'ignore', 'pipe'] });
  } catch (cause) {
    remove();
    throw new GateError(`spec/ of commit ${commit.slice(0, 12)} could not be laid out in ${folder}.`, {
      cause,
    });
  }
  return { commit, folder, remove };
}

/** Whether spec/ of the working tree is that of the commit, files that git does not know yet included. */
function isUnchanged(repository: string, commit: string): boolean {
  return (
    succeeds(() => git(repository, 'diff', '--quiet', commit, '--', 'spec')) &&
    git(repository, 'ls-files', '--others', '--', 'spec') === ''
  );
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
