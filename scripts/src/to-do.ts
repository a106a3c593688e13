import { stripVTControlCharacters } from 'node:util';
import { type Complaint, complaintsIn } from './complaints.ts';

/** A task that failed. */
export interface FailedTask {
  /** Such as `@atteny/contract#generate`. */
  readonly task: string;
  /** Of its package, below the workspace, such as `packages/contract`. */
  readonly folder: string;
  /** How many packages lie below its own: what others are built on is mended first. */
  readonly depth: number;
  /** All that it said. */
  readonly log: string;
}

/** As many columns and lines as a terminal shows at once. */
const columns = 120;
const screen = 22;

interface ToDo extends Complaint {
  /** Where it comes in the order of a change: the contract, who is typed by it, what judges it, how it looks. */
  readonly turn: readonly [stage: number, depth: number];
}

/**
 * What is printed under a failed run: all that there is to do, each once, in the order in which it is to be done, on one
 * screen.
 */
export function toDo(failed: readonly FailedTask[]): string {
  const all = merged(failed.flatMap(toDosOf).toSorted(byTurn));
  const shown: string[] = [];
  for (const [index, one] of all.entries()) {
    const lines = wrapped(`${String(index + 1).padStart(2)}. ${one.at} ${one.text}`);
    if (shown.length + lines.length > screen && index > 0) {
      shown.push(`    and ${all.length - index} more, once these are done.`);
      break;
    }
    shown.push(...lines);
  }
  return all.length === 0 ? '' : ['To do, in this order:', ...shown].join('\n');
}

function toDosOf(task: FailedTask): ToDo[] {
  return complaintsIn(task.log, task.folder).map((complaint) => ({ ...complaint, turn: turnOf(task) }));
}

/** What a change goes through: the contract, its lint, the code that it types, what else is held, how it looks. */
function turnOf({ task, depth }: FailedTask): ToDo['turn'] {
  const [name = '', kind = ''] = task.split('#');
  if (kind === 'fresh' || kind === 'generate') return [0, depth];
  if (name === '@atteny/redocly-rules' && kind === 'lint') return [1, depth];
  if (kind === 'types' || kind === 'build') return [2, depth];
  return [kind === 'style' ? 4 : 3, depth];
}

function byTurn({ turn: [stage, depth] }: ToDo, other: ToDo): number {
  return stage - other.turn[0] || depth - other.turn[1];
}

/**
 * Said once: who packs another package compiles it too and finds its errors again; and what is said of several places of one
 * file is one thing to do.
 */
function merged(toDos: readonly ToDo[]): Complaint[] {
  const texts = new Map<string, { at: string; text: string; lines: string[] }>();
  const places = new Set<string>();
  for (const { at, text: said } of toDos) {
    const text = readable(said);
    const [file = '', line] = at.split(':');
    const place = line === undefined ? `${at} ${text}` : at;
    if (places.has(place)) continue;
    places.add(place);
    const same = texts.get(`${file} ${text}`);
    if (same === undefined) texts.set(`${file} ${text}`, { at, text, lines: [] });
    else if (line !== undefined) same.lines.push(line);
  }
  return [...texts.values()].map(({ at, text, lines }) => ({
    at,
    text: lines.length > 0 ? `${text} (again in line ${lines.join(', ')})` : text,
  }));
}

/** Without types that go on for lines, which say nothing to a reader. */
function readable(text: string): string {
  return (
    stripVTControlCharacters(text)
      .trim()
      // The line says which example and where in it.
      .replace(/^Example value must conform to the schema: (?:`[^`]*` property )?/, 'Example ')
      .replace(/^(Property '.*' is missing) in type .* but required in type .*/, '$1.')
      .replaceAll(/'([^']{30})[^']{30,}'/g, "'$1…'")
  );
}

/** In lines of a terminal, two at most. */
function wrapped(text: string): string[] {
  if (text.length <= columns) return [text];
  const end = text.lastIndexOf(' ', columns);
  const cut = end > columns / 2 ? end : columns;
  const rest = `    ${text.slice(cut).trim()}`;
  return [text.slice(0, cut), rest.length > columns ? `${rest.slice(0, columns - 1)}…` : rest];
}
