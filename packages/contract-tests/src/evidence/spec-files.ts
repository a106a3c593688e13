import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
/** The source of the public contract. */
export const folder = join(workspace, 'spec', 'atteny');

/** A line of the contract's source. */
export interface Line {
  /** Relative to the workspace, with `/`. */
  file: string;
  line: number;
}

/** A map in a file of the contract. */
export interface Node {
  file: string;
  map: YAMLMap;
}

interface Read {
  document: Document.Parsed;
  lines: LineCounter;
}

const files = new Map<string, Read | undefined>();

/** The whole of a file; undefined: there is none. */
export function nodeAt(file: string): Node | undefined {
  const map = readOnce(file)?.document.contents;
  return map && isMap(map) ? { file, map } : undefined;
}

/** What stands below names, through references to other files. */
export function below(node: Node | undefined, ...names: string[]): Node | undefined {
  let here = node;
  for (const name of names) {
    const value: unknown = here?.map.get(name, true);
    if (!here || !isMap(value)) return undefined;
    here = followed({ file: here.file, map: value });
  }
  return here;
}

/** A reference to another file stands for what is in it. */
export function followed(node: Node): Node {
  const reference = node.map.get('$ref');
  if (typeof reference !== 'string' || reference.startsWith('#')) return node;
  return nodeAt(join(dirname(node.file), reference)) ?? node;
}

/** The line of a name in a map; the first of several that is there. */
export function lineOfName(node: Node | undefined, ...names: string[]): Line | undefined {
  for (const name of names) {
    const pair = node?.map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (node && pair && isScalar(pair.key)) return position(node.file, pair.key.range?.[0] ?? 0);
  }
  return undefined;
}

/** Where a map begins. */
export const lineOf = ({ file, map }: Node): Line => position(file, map.range?.[0] ?? 0);

/** The line that has a text. */
export function lineWith(file: string, text: string): Line | undefined {
  const index = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  return index < 0 ? undefined : { file: named(file), line: index + 1 };
}

function readOnce(file: string): Read | undefined {
  if (!files.has(file)) {
    const lines = new LineCounter();
    files.set(
      file,
      existsSync(file)
        ? { document: parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines }), lines }
        : undefined,
    );
  }
  return files.get(file);
}

function position(file: string, offset: number): Line {
  return { file: named(file), line: Math.max(1, readOnce(file)?.lines.linePos(offset).line ?? 1) };
}

const named = (file: string): string => relative(workspace, file).split(sep).join('/');
