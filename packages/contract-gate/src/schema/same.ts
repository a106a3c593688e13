import { child, isRecord, key, type DocumentFiles, type Location } from '../document/files.ts';
import { type Sub, stable } from './schema.ts';

/** Keywords that nobody's program reads. */
const prose = new Set(
  'title description summary example examples externalDocs $comment deprecated tags $id $schema'.split(' '),
);
const nameMaps = new Set(
  'properties patternProperties dependentSchemas responses headers content callbacks $defs definitions encoding'.split(
    ' ',
  ),
);
const literals = new Set('enum const default required dependentRequired type'.split(' '));

/** A place of each document. */
interface Pair {
  before: Location;
  after: Location;
}

/** Whether parts of two documents say the same in the same words, references followed. */
export class Same {
  readonly #base: DocumentFiles;
  readonly #revision: DocumentFiles;
  readonly #known = new Map<string, boolean>();

  constructor(base: DocumentFiles, revision: DocumentFiles) {
    this.#base = base;
    this.#revision = revision;
  }

  /** Two schemas, in whichever order. */
  schemas(a: Sub, b: Sub): boolean {
    if (a.schema.forms.files === b.schema.forms.files) return a.id === b.id;
    const [before, after] = a.schema.forms.files === this.#base ? [a, b] : [b, a];
    if (before.at.length !== after.at.length) return false;
    return before.at.every((at, index) => {
      const other = after.at[index];
      return other !== undefined && this.nodes(at, other);
    });
  }

  /**
   * Looks at every pair that references lead to, however long the way or round the circle, and then takes back the likeness of those
   * that lead to a difference.
   */
  nodes(before: Location, after: Location): boolean {
    const first = idOf({ before, after });
    if (this.#known.has(first)) return this.#known.get(first) === true;
    const asked = new Map<string, Pair>([[first, { before, after }]]);
    const users = new Map<string, string[]>();
    const different: string[] = [];
    for (const [id, pair] of asked) {
      const references: Pair[] = [];
      const isAlike = this.#values(
        pair,
        this.#base.at(pair.before),
        this.#revision.at(pair.after),
        false,
        references,
      );
      const inner = references.map((each) => ({ id: idOf(each), each }));
      if (!isAlike || inner.some((each) => this.#known.get(each.id) === false)) different.push(id);
      else {
        for (const { id: other, each } of inner.filter((one) => !this.#known.has(one.id))) {
          users.set(other, [...(users.get(other) ?? []), id]);
          if (!asked.has(other)) asked.set(other, each);
        }
      }
    }
    for (const id of asked.keys()) this.#known.set(id, true);
    for (const id of different) {
      if (this.#known.get(id) === false) continue;
      this.#known.set(id, false);
      different.push(...(users.get(id) ?? []));
    }
    return this.#known.get(first) === true;
  }

  /** Whether two values are the same but for what their references lead to. */
  #values({ before, after }: Pair, x: unknown, y: unknown, names: boolean, references: Pair[]): boolean {
    const inside = (name: string | number): Pair => ({
      before: child(before, name),
      after: child(after, name),
    });
    if (Array.isArray(x) && Array.isArray(y)) {
      return (
        x.length === y.length &&
        x.every((each, index) => this.#values(inside(index), each, y[index], false, references))
      );
    }
    if (!isRecord(x) || !isRecord(y)) return x === y;
    const relevant = (value: Record<string, unknown>): string[] =>
      Object.keys(value).filter(
        (name) => names || (!prose.has(name) && (!name.startsWith('x-') || name.startsWith('x-atteny-'))),
      );
    const [left, right] = [relevant(x), new Set(relevant(y))];
    if (left.length !== right.size || !left.every((name) => right.has(name))) return false;
    return left.every((name) => {
      if (!names && name === '$ref' && typeof x['$ref'] === 'string') {
        const targets = {
          before: this.#base.target(before, x['$ref']),
          after: this.#revision.target(after, String(y['$ref'])),
        };
        if (!targets.before || !targets.after) return false;
        references.push({ before: targets.before, after: targets.after });
        return true;
      }
      if (!names && literals.has(name)) return stable(x[name]) === stable(y[name]);
      return this.#values(inside(name), x[name], y[name], !names && nameMaps.has(name), references);
    });
  }
}

function idOf({ before, after }: Pair): string {
  return `${key(before)} = ${key(after)}`;
}
