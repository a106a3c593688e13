import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import type { Place } from './change.ts';

interface Source {
  document: Document.Parsed;
  lines: LineCounter;
  value: unknown;
}

/** A contract of many YAML files, read on demand, with the line of every node. */
export class ContractFiles {
  readonly root: string;
  readonly #files = new Map<string, Source>();

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** The value at a pointer of a file, or undefined. */
  at(file: string, pointer: string): unknown {
    let value = this.#open(file).value;
    for (const step of steps(pointer)) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[step];
    }
    return value;
  }

  /** Where a pointer stands; the nearest ancestor when the node itself does not exist. */
  place(file: string, pointer: string): Place {
    const { document, lines } = this.#open(file);
    const path = steps(pointer);
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        const { line, col } = lines.linePos(node.range[0]);
        return { file, pointer, line, col };
      }
    }
    return { file, pointer, line: 1, col: 1 };
  }

  /** File and pointer that a `$ref` written in `file` names. */
  target(file: string, ref: string): { file: string; pointer: string } {
    const [path = '', fragment = ''] = ref.split('#');
    return { file: path === '' ? file : resolve(dirname(file), path), pointer: `#${fragment}` };
  }

  #open(file: string): Source {
    const known = this.#files.get(file);
    if (known) return known;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
    const source = { document, lines, value: document.toJS() as unknown };
    this.#files.set(file, source);
    return source;
  }
}

/** `#/a~1b/c` → `['a/b', 'c']`. */
export function steps(pointer: string): string[] {
  const body = pointer.replace(/^#\/?/, '');
  return body === ''
    ? []
    : body.split('/').map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The inverse of steps, for one step more. */
export function child(pointer: string, step: string): string {
  return `${pointer === '#' ? '#' : pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
