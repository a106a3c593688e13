import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { DocumentFiles } from '../src/document/files.ts';
import { type GateResult, runGate, readDocument } from '../src/gate.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- edits change a parsed document freely
export type Node = any;

const source = fileURLToPath(new URL('../../../spec', import.meta.url));

/** Two copies of spec/: one as it is, one to be edited. */
export class TwoContracts {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gate-contract-'));
  readonly #before = new Map<string, DocumentFiles>();
  readonly #files: ReadonlyMap<string, Node>;

  constructor() {
    for (const copy of ['before', 'after']) {
      cpSync(source, join(this.#folder, copy, 'spec'), { recursive: true });
    }
    this.#files = new Map(
      readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((name) => /^(?:atteny|console)\/(?:openapi|paths|webhooks|components)\b.*\.yaml$/.test(name))
        .toSorted()
        .map((name) => [name, parse(readFileSync(join(source, name), 'utf8'))]),
    );
  }

  /** Every file of both documents by its name below spec/, to be edited freely. */
  files(): Map<string, Node> {
    return structuredClone(this.#files) as Map<string, Node>;
  }

  /** One of them. */
  file(name: string): Node {
    return structuredClone(this.#files.get(name));
  }

  /** What the gate says of one document after some of its files were given other content. */
  runGate(document: string, changed: ReadonlyMap<string, Node>): GateResult {
    const after = join(this.#folder, 'after');
    try {
      for (const [name, value] of changed) {
        writeFileSync(join(after, 'spec', name), JSON.stringify(value, undefined, 1));
      }
      const read = (copy: string): DocumentFiles =>
        readDocument(join(this.#folder, copy, 'spec', document, 'openapi.yaml'), join(this.#folder, copy));
      const before = this.#before.get(document) ?? read('before');
      this.#before.set(document, before);
      return runGate(before, read('after'), []);
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
