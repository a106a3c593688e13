import type { Location } from '../document/files.ts';
import type { Question } from '../schema/gap.ts';
import type { Spot } from '../schema/inclusion.ts';
import type { Direction } from '../schema/schema.ts';
import type { Pair } from '../schema/witness.ts';
import type { Met } from './findings.ts';

export interface Site {
  /** «the request body», «`limit`», «the reply 200». */
  what: string;
  direction: Direction;
  base: Location | undefined;
  revision: Location | undefined;
  /** Where the schema would stand if there were one. */
  owners: { base: Location; revision: Location };
}

/** Two schemas that differ, as they are seen from one place of the documents: a body, a parameter, a header. */
export interface Sight {
  site: Site;
  spot: Spot;
  whole: Pair;
}

interface Seen {
  /** The nearest to the top first. */
  sights: Sight[];
  met: Map<string, Met>;
}

const most = 4;

/** Where two schemas are seen, and everybody whom it meets. One schema of a large document stands at thousands of places. */
export class Sightings {
  readonly #seen = new Map<Question, Seen>();

  add(question: Question, sight: Sight, met: readonly Met[]): void {
    let seen = this.#seen.get(question);
    if (!seen) this.#seen.set(question, (seen = { sights: [], met: new Map() }));
    for (const each of met) seen.met.set(each.name, each);
    const { sights } = seen;
    const last = sights.at(-1);
    if (sights.length >= most && last && last.spot.depth <= sight.spot.depth) return;
    const place = sights.findIndex(({ spot }) => spot.depth > sight.spot.depth);
    sights.splice(place < 0 ? sights.length : place, 0, sight);
    sights.length = Math.min(sights.length, most);
  }

  *all(): Generator<[Question, { sights: readonly Sight[]; met: readonly Met[] }]> {
    for (const [question, { sights, met }] of this.#seen) {
      yield [question, { sights, met: [...met.values()] }];
    }
  }
}
