import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { judge, type Judgement } from '../src/judge.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- edits change a parsed document freely
export type Node = any;

const source = fileURLToPath(new URL('../../../spec', import.meta.url));

/** Two copies of spec/: one as it is, one to be edited. */
export class TwoContracts {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gate-contract-'));
  readonly #names: string[];

  constructor() {
    for (const copy of ['before', 'after']) {
      cpSync(source, join(this.#folder, copy, 'spec'), { recursive: true });
    }
    this.#names = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(?:atteny|console)\/(?:openapi|paths|webhooks|components)\b.*\.yaml$/.test(name))
      .toSorted();
  }

  /** Every file of both documents by its name below spec/, parsed anew. */
  files(): Map<string, Node> {
    return new Map(this.#names.map((name) => [name, parse(readFileSync(join(source, name), 'utf8'))]));
  }

  /** What the gate says of one document after some of its files were given other content. */
  judge(document: string, changed: ReadonlyMap<string, Node>): Judgement {
    const after = join(this.#folder, 'after');
    try {
      for (const [name, value] of changed) {
        writeFileSync(join(after, 'spec', name), JSON.stringify(value, undefined, 1));
      }
      const before = join(this.#folder, 'before');
      const root = (folder: string): string => join(folder, 'spec', document, 'openapi.yaml');
      return judge({ root: root(before), folder: before }, { root: root(after), folder: after }, []);
    } finally {
      for (const name of changed.keys()) cpSync(join(source, name), join(after, 'spec', name));
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** The file and the pointer that a `$ref` of a file leads to. */
export function referred(file: string, ref: string): { file: string; path: string[] } {
  const [name = '', fragment = ''] = ref.split('#');
  return {
    file: name === '' ? file : relative(process.cwd(), resolve(dirname(file), name)),
    path: fragment
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  };
}

export function valueAt(root: Node, path: readonly string[]): Node {
  return path.reduce((value, step) => value?.[step], root);
}
