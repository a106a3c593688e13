import type { Place, Source } from './change.ts';
import { child, type ContractFiles } from './documents.ts';

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Who reaches a place: operationId → whether the way there is documented throughout. */
export type Reached = ReadonlyMap<string, Source>;

/**
 * Follows every operation and webhook through all of its `$ref`s and remembers which places each one meets.
 * A way that passes an inferred operation or property is inferred from there on.
 */
export class Reach {
  readonly #places = new Map<string, Map<string, Source>>();
  readonly #files: ContractFiles;

  constructor(files: ContractFiles) {
    this.#files = files;
    for (const section of ['paths', 'webhooks']) {
      const items = files.at(files.root, `#/${section}`) as Record<string, unknown> | undefined;
      for (const name of Object.keys(items ?? {})) this.#pathItem(files.root, child(`#/${section}`, name));
    }
  }

  /** The operations that reach a place, by the place itself or its nearest known ancestor. Empty: it belongs to the whole document. */
  of(place: Pick<Place, 'file' | 'pointer'>): Reached {
    let pointer = place.pointer.replace(/\/$/, '') || '#';
    for (;;) {
      const found = this.#places.get(`${place.file}${pointer}`);
      if (found) return found;
      const cut = pointer.lastIndexOf('/');
      if (cut < 0) return new Map();
      pointer = pointer.slice(0, cut) || '#';
    }
  }

  #pathItem(file: string, pointer: string): void {
    const item = this.#files.at(file, pointer) as Record<string, unknown>;
    if (typeof item['$ref'] === 'string') {
      const target = this.#files.target(file, item['$ref']);
      for (const id of this.#pathItemOperations(target.file, target.pointer))
        this.#note(file, pointer, id[0], id[1]);
      return this.#pathItem(target.file, target.pointer);
    }
    const operations = this.#pathItemOperations(file, pointer);
    for (const [id, source] of operations) {
      this.#note(file, pointer, id, source);
      for (const key of Object.keys(item)) {
        const own = methods.has(key) ? (item[key] as { operationId?: string }).operationId === id : true;
        if (own) this.#walk(file, child(pointer, key), id, source, new Set());
      }
    }
  }

  #pathItemOperations(file: string, pointer: string): [string, Source][] {
    const item = this.#files.at(file, pointer) as Record<string, Record<string, unknown>>;
    return Object.entries(item)
      .filter(([key, operation]) => methods.has(key) && typeof operation['operationId'] === 'string')
      .map(([, operation]) => [
        operation['operationId'] as string,
        operation['x-atteny-source'] === 'inferred' ? 'inferred' : 'documented',
      ]);
  }

  #walk(file: string, pointer: string, id: string, from: Source, seen: Set<string>): void {
    const node = this.#files.at(file, pointer);
    const source = isInferred(node) ? 'inferred' : from;
    const visit = `${source} ${file}${pointer}`;
    if (seen.has(visit)) return;
    seen.add(visit);
    this.#note(file, pointer, id, source);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') {
        const target = this.#files.target(file, value);
        this.#walk(target.file, target.pointer, id, source, seen);
      } else if (key !== 'example' && key !== 'examples') {
        this.#walk(file, child(pointer, key), id, source, seen);
      }
    }
  }

  #note(file: string, pointer: string, id: string, source: Source): void {
    const key = `${file}${pointer.replace(/\/$/, '') || '#'}`;
    const reached = this.#places.get(key) ?? new Map<string, Source>();
    if (reached.get(id) !== 'documented') reached.set(id, source);
    this.#places.set(key, reached);
  }
}

function isInferred(node: unknown): boolean {
  return (
    typeof node === 'object' &&
    node !== null &&
    (node as Record<string, unknown>)['x-atteny-source'] === 'inferred'
  );
}
