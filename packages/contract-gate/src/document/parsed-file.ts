import { readFileSync } from 'node:fs';
import { load, YAMLException, type EventType, type State } from 'js-yaml';
import { GateError } from '../gate-error.ts';

/** A node of the file as it was written: where it begins, and its children by key. */
interface Position {
  offset: number;
  children?: Map<string, Position>;
}

const parsed = new Map<string, ParsedFile>();

/**
 * Reads a YAML or JSON file. Files of one text are parsed once: most of two documents is the same.
 * @throws GateError with file and line when the file cannot be read, does not parse or names a key twice.
 */
export function parsedFile(file: string, shown: string): ParsedFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new GateError(`${shown} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}).`, {
      cause,
    });
  }
  const known = parsed.get(text);
  if (known) return known;
  const fresh = new ParsedFile(text, shown);
  parsed.set(text, fresh);
  return fresh;
}

/** One YAML or JSON file: its value, and where each node of it begins. */
export class ParsedFile {
  readonly value: unknown;
  readonly #text: string;
  readonly #position: Position;
  #lineStarts: number[] | undefined;

  /** @throws GateError with file and line when the text does not parse or names a key twice. */
  constructor(text: string, shown: string) {
    this.#text = text;
    const watch = new PositionWatch();
    try {
      this.value = load(this.#text, { filename: shown, listener: watch.listen });
    } catch (cause) {
      if (!(cause instanceof YAMLException)) throw cause;
      const line = (cause.mark?.line ?? 0) + 1;
      throw new GateError(`${shown}:${line}: does not parse: ${cause.reason}.`, { cause });
    }
    this.#position = watch.root ?? { offset: 0 };
  }

  /** Line and column, from 1, of a node; those of its nearest ancestor when it does not exist. */
  placeOf(path: readonly string[]): { line: number; col: number } {
    let position = this.#position;
    for (const step of path) {
      const next = position.children?.get(step);
      if (!next) break;
      position = next;
    }
    const starts = (this.#lineStarts ??= [
      0,
      ...[...this.#text.matchAll(/\n/g)].map(({ index }) => index + 1),
    ]);
    const line = firstAbove(starts, position.offset);
    return { line, col: position.offset - (starts[line - 1] ?? 0) + 1 };
  }
}

/** The index of the first of the ascending numbers that is greater; their count where none is. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Builds the tree of positions from what js-yaml tells while it reads. */
class PositionWatch {
  root: Position | undefined;
  readonly #open: { offset: number; nested: { position: Position; value: unknown }[] }[] = [];

  readonly listen = (event: EventType, state: State): void => {
    if (event === 'open') {
      this.#open.push({ offset: this.#skipBlank(state), nested: [] });
      return;
    }
    const node = this.#open.pop();
    if (!node) return;
    const { kind, result: value } = state as unknown as { kind: string | null; result: unknown };
    const [first] = node.nested;
    // A flow collection is first read as if it were a key: then it is told twice.
    const twice = node.nested.length === 1 && first?.value === value && typeof value === 'object';
    const position: Position = twice && first ? first.position : { offset: node.offset };
    if (twice) position.offset = node.offset;
    else if (kind === 'mapping') position.children = mappingChildren(node.nested);
    else if (kind === 'sequence') {
      position.children = new Map(node.nested.map((each, index) => [String(index), each.position]));
    }
    const parent = this.#open.at(-1);
    if (parent) parent.nested.push({ position, value });
    else this.root = position;
  };

  #skipBlank(state: State): number {
    const { input, position } = state as unknown as { input: string; position: number };
    let offset = position;
    for (;;) {
      while (/\s/.test(input[offset] ?? '')) offset++;
      if (input[offset] !== '#') return Math.min(offset, input.length);
      while (offset < input.length && input[offset] !== '\n') offset++;
    }
  }
}

/** A mapping's nodes come in pairs, key and value; the pair begins where its key does. */
function mappingChildren(nested: { position: Position; value: unknown }[]): Map<string, Position> {
  const children = new Map<string, Position>();
  for (let index = 0; index + 1 < nested.length; index += 2) {
    const key = nested[index];
    const value = nested[index + 1];
    if (key && value) children.set(String(key.value), { ...value.position, offset: key.position.offset });
  }
  return children;
}
