import { stripVTControlCharacters } from 'node:util';

/** How lines begin or speak that say what went wrong, by the tools that write these logs. */
const complaint = /\bFAIL(ED)?\b|\bERROR\b|Error:|^\S*\s*[×✗✘]|ELIFECYCLE|Unhandled|timed out/;
/** Frames of a stack inside of packages: there are many, and they explain nothing. */
const noise = /^\S*\s*(❯|at) .*node_modules/;

export interface ExcerptOptions {
  /** Lines kept after each complaint. */
  readonly after: number;
  /** Lines kept of the whole, the first and last of them. */
  readonly most: number;
}

/** The lines of a failed step's log that say why it failed; its last lines when none does. */
export function excerptOf(log: string, { after, most }: ExcerptOptions): string[] {
  const lines = stripVTControlCharacters(log)
    .trimEnd()
    .split('\n')
    .filter((line) => !noise.test(line));
  const kept = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (complaint.test(line)) {
      for (let next = index; next <= Math.min(index + after, lines.length - 1); next += 1) {
        kept.add(next);
      }
    }
  }
  if (kept.size === 0) {
    return lines.slice(-most);
  }
  const indices = [...kept];
  const excerpt = indices.flatMap((index, place) => {
    const gap = place > 0 && index !== (indices[place - 1] ?? 0) + 1;
    return gap ? ['…', lines[index] ?? ''] : [lines[index] ?? ''];
  });
  if (excerpt.length <= most) {
    return excerpt;
  }
  const half = Math.floor((most - 1) / 2);
  return [...excerpt.slice(0, most - 1 - half), '…', ...excerpt.slice(excerpt.length - half)];
}
