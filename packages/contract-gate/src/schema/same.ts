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

/** Whether parts of two documents say the same in the same words, references followed. */
export class Same {
  readonly #base: DocumentFiles;
  readonly #revision: DocumentFiles;
  readonly #known = new Map<string, boolean>();
  readonly #asked: string[] = [];
  #leansOn = Infinity;

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

  nodes(before: Location, after: Location): boolean {
    const question = `${key(before)} = ${key(after)}`;
    const known = this.#known.get(question);
    if (known !== undefined) return known;
    const asked = this.#asked.indexOf(question);
    if (asked >= 0) {
      this.#leansOn = Math.min(this.#leansOn, asked);
      return true;
    }
    const depth = this.#asked.push(question) - 1;
    const outer = this.#leansOn;
    this.#leansOn = Infinity;
    const same = this.#values(before, after, this.#base.at(before), this.#revision.at(after), false);
    this.#asked.pop();
    // A likeness that leans on a question still open counts for that question alone: a schema may contain itself.
    if (!same || this.#leansOn >= depth) this.#known.set(question, same);
    this.#leansOn = Math.min(outer, this.#leansOn >= depth ? Infinity : this.#leansOn);
    return same;
  }

  #values(before: Location, after: Location, x: unknown, y: unknown, names: boolean): boolean {
    if (Array.isArray(x) && Array.isArray(y)) {
      return (
        x.length === y.length &&
        x.every((each, index) =>
          this.#values(child(before, index), child(after, index), each, y[index], false),
        )
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
        return this.#references(before, after, x['$ref'], String(y['$ref']));
      }
      if (!names && literals.has(name)) return stable(x[name]) === stable(y[name]);
      return this.#values(
        child(before, name),
        child(after, name),
        x[name],
        y[name],
        !names && nameMaps.has(name),
      );
    });
  }

  #references(before: Location, after: Location, x: string, y: string): boolean {
    const [left, right] = [this.#base.target(before, x), this.#revision.target(after, y)];
    return left !== undefined && right !== undefined && this.nodes(left, right);
  }
}
