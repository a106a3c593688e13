import { dirname, relative, resolve } from 'node:path';
import { GateError } from '../gate-error.ts';
import { type ParsedFile, parsedFile } from './parsed-file.ts';

/** A node of a document: its file (absolute) and its pointer within that file, `#/components/schemas/Id`. */
export interface Location {
  file: string;
  pointer: string;
}

/** A place in a file; `line` and `col` start at 1. */
export interface Place extends Location {
  line: number;
  col: number;
}

/** A document of one or many files, read on demand. */
export class DocumentFiles {
  readonly root: string;
  readonly version: '3.0' | '3.1';
  readonly #folder: string;
  readonly #files = new Map<string, ParsedFile>();
  readonly #paths = new Map<string, string>();
  readonly #anchors = new Map<string, Map<string, string>>();

  /**
   * @param folder the folder that file names are told relative to
   * @throws GateError for a root that is no OpenAPI 3.0 or 3.1 document.
   */
  constructor(root: string, folder: string) {
    this.root = resolve(root);
    this.#folder = resolve(folder);
    this.version = this.#readVersion();
  }

  /** The value at a location, or undefined. */
  at({ file, pointer }: Location): unknown {
    let value = this.#open(file).value;
    for (const step of steps(pointer)) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string, unknown>)[step];
    }
    return value;
  }

  /** The record at a location; an empty one when something else stands there. */
  record(location: Location): Record<string, unknown> {
    const value = this.at(location);
    return isRecord(value) ? value : {};
  }

  place(location: Location): Place {
    return { ...location, ...this.#open(location.file).placeOf(steps(location.pointer)) };
  }

  /** The name of a file as a reader knows it. */
  shown(file: string): string {
    return relative(this.#folder, file).replaceAll('\\', '/');
  }

  /** Where a `$ref` written in `from` leads; undefined when its target does not exist. */
  target(from: Location, ref: string): Location | undefined {
    const [path = '', fragment = ''] = ref.split('#');
    const file = path === '' ? from.file : this.#beside(from.file, path);
    if (fragment !== '' && !fragment.startsWith('/')) {
      const pointer = this.#anchorsOf(file).get(fragment);
      return pointer === undefined ? undefined : { file, pointer };
    }
    const location = { file, pointer: fragment === '' || fragment === '/' ? '#' : `#${fragment}` };
    return this.at(location) === undefined ? undefined : location;
  }

  /**
   * Follows plain references (of path items, parameters, responses, headers, bodies) to what they mean.
   * @throws GateError for a reference that leads back to itself.
   */
  follow(from: Location): Location {
    const seen = new Set<string>();
    let here = from;
    for (;;) {
      const ref = this.record(here)['$ref'];
      if (typeof ref !== 'string') return here;
      const id = key(here);
      const next = this.target(here, ref);
      if (!next) throw this.complaint(here, `«${ref}» leads to nothing`);
      if (seen.has(id)) throw this.complaint(here, `«${ref}» leads back to itself`);
      seen.add(id);
      here = next;
    }
  }

  complaint(at: Location, sentence: string): GateError {
    const { line } = this.place(at);
    return new GateError(`${this.shown(at.file)}:${line}: ${sentence}.`);
  }

  #beside(file: string, path: string): string {
    const id = `${file} ${path}`;
    const known = this.#paths.get(id) ?? resolve(dirname(file), decode(path));
    this.#paths.set(id, known);
    return known;
  }

  #readVersion(): '3.0' | '3.1' {
    const at = { file: this.root, pointer: '#' };
    const root = this.at(at);
    if (!isRecord(root)) throw this.complaint(at, 'is no OpenAPI document: no mapping stands in it');
    if (root['swagger'] !== undefined) {
      throw this.complaint(
        child(at, 'swagger'),
        'is OpenAPI 2.0; this gate reads 3.0 and 3.1. Convert it first',
      );
    }
    const version = /^3\.[01](?=\.|$)/.exec(String(root['openapi']))?.[0];
    if (version !== '3.0' && version !== '3.1') {
      throw this.complaint(
        child(at, 'openapi'),
        'names no version of OpenAPI that this gate reads (3.0 or 3.1)',
      );
    }
    if (!isRecord(root['paths']) && !isRecord(root['webhooks'])) {
      throw this.complaint(at, 'has neither paths nor webhooks: there is nothing to judge');
    }
    return version;
  }

  #open(file: string): ParsedFile {
    const known = this.#files.get(file);
    if (known) return known;
    const parsed = parsedFile(file, this.shown(file));
    this.#files.set(file, parsed);
    return parsed;
  }

  #anchorsOf(file: string): Map<string, string> {
    const known = this.#anchors.get(file);
    if (known) return known;
    const anchors = new Map<string, string>();
    const search = (value: unknown, pointer: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, each] of Object.entries(value)) {
        if ((name === '$anchor' || name === '$dynamicAnchor') && typeof each === 'string') {
          anchors.set(each, pointer);
        }
        search(each, `${pointer}/${escape(name)}`);
      }
    };
    search(this.#open(file).value, '#');
    this.#anchors.set(file, anchors);
    return anchors;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `#/a~1b/c` → `['a/b', 'c']`. */
export function steps(pointer: string): string[] {
  const body = pointer.replace(/^#\/?/, '');
  if (body === '') return [];
  const parts = body.split('/');
  return /[~%]/.test(body)
    ? parts.map((step) => decode(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    : parts;
}

/** The location one step further in. */
export function child({ file, pointer }: Location, ...names: (string | number)[]): Location {
  return {
    file,
    pointer: [pointer, ...names.map((name) => (typeof name === 'number' ? name : escape(name)))].join('/'),
  };
}

export function key({ file, pointer }: Location): string {
  return `${file}${pointer}`;
}

function escape(step: string): string {
  if (!/[~/%]/.test(step)) return step;
  return step.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25');
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
