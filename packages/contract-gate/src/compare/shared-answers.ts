import { child, key, type DocumentFiles, type Location } from '../document/files.ts';
import { answersOf, operationsOf } from '../document/operations.ts';
import { compareAnswer } from './answers.ts';
import type { Comparison } from './comparison.ts';

/** Replies of `components` that no operation uses: what is answered where no operation is. */
export function compareSharedAnswers(comparison: Comparison): void {
  const [before, after] = [lonely(comparison.base), answersAt(comparison.revision)];
  for (const [name, old] of before) {
    const now = after.get(name);
    if (now) compareAnswer(comparison, [], 'reply', name, old, now);
    else {
      comparison.findings.add([], {
        rule: 'shared-reply-removed',
        verdict: isOurs(comparison.base) ? 'breaking' : 'risky',
        message: `The reply ${name}, which no operation names, is gone.`,
        base: old.at,
        revision: { file: comparison.revision.root, pointer: '#/components' },
        after: undefined,
      });
    }
  }
}

function answersAt(files: DocumentFiles): ReturnType<typeof answersOf> {
  return answersOf(files, holder(files));
}

function holder(files: DocumentFiles): Location {
  return child({ file: files.root, pointer: '#' }, 'components');
}

function lonely(files: DocumentFiles): ReturnType<typeof answersOf> {
  const used = new Set(
    (['paths', 'webhooks'] as const)
      .flatMap((section) => operationsOf(files, section))
      .flatMap(({ answers }) => [...answers.values()].map(({ at }) => key(at))),
  );
  return new Map([...answersAt(files)].filter(([, { at }]) => !used.has(key(at))));
}

/** A document that marks its promises means what stands in `components` as one. */
function isOurs(files: DocumentFiles): boolean {
  return files.at({ file: files.root, pointer: '#/x-atteny-limits' }) !== undefined;
}
