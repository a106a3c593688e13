import type { Location } from '../document/files.ts';
import type { Direction, Schema, Sub } from './schema.ts';

/** A step into a value: a property, an item, or any property that no name mentions. */
export type Step = string | number | typeof anyProperty;
export const anyProperty = Symbol('any property');

/** A place where a schema may take what the other one refuses, or where it is read otherwise. */
export interface Gap {
  /** Where in a value; empty for the value itself. */
  path: readonly Step[];
  /** The keyword that stands in the way, or what happened: `removed`, `renamed`, `default`, `discriminator` … */
  keyword: string;
  /** What gives the values, and what judges them. */
  from: { schema: Schema; at: Location };
  to: { schema: Schema; at: Location };
  /** Whether inclusion is not shown. Otherwise values pass, but somebody may notice all the same. */
  open: boolean;
  /** The name of the property that this is about. */
  property?: string;
  /** Values worth trying. */
  values?: readonly unknown[];
  /** For `renamed`: the other name. */
  renamedTo?: string;
  detail?: string;
  /** For `within`: the question behind which the difference lies. */
  inner?: Question;
}

/** Whether all of one schema is within another, and where that is not shown. */
export class Question {
  readonly from: Sub;
  readonly to: Sub;
  /** What stands in the way in these two; what lies behind further questions is behind `inner`. */
  gaps: readonly Gap[] = [];
  /** Inclusion is taken for granted until a gap is found: a schema that contains itself is within another if nothing else speaks against it. */
  isOpen = false;
  /** Whose answer may change with this one. */
  readonly users = new Set<Question>();
  isWaiting = true;

  constructor(from: Sub, to: Sub) {
    this.from = from;
    this.to = to;
  }
}

/** What the parts of a proof ask of the whole, for the schemas below them. */
export interface Proof {
  /** Undefined stands for a schema that takes anything. */
  gaps(a: Sub | undefined, b: Sub | undefined): Gap[];
  schemaGaps(a: Schema, b: Schema): Gap[];
  /** What stands in the way in the two themselves, and not further within. */
  near(a: Sub, b: Sub): Gap[];
  /** Whether inclusion is not shown. */
  isOpen(a: Sub | undefined, b: Sub | undefined): boolean;
  accepts(schema: Schema, sub: Sub, value: unknown): boolean;
  direction(schema: Schema): Direction;
  anything(like: Schema): Schema;
}

/** Where a keyword of a schema is written, or the schema itself. */
export function locate(schema: Schema, ...keywords: string[]): Location {
  for (const keyword of keywords) {
    const at = schema.from.get(keyword);
    if (at) return { file: at.file, pointer: `${at.pointer}/${keyword}` };
  }
  return schema.at[0] ?? { file: schema.forms.files.root, pointer: '#' };
}

/** A gap at a keyword, in the value itself. */
export function gap(
  keyword: string,
  from: Schema,
  to: Schema,
  more: Partial<Gap> = {},
  ...alternatives: string[]
): Gap {
  return {
    path: [],
    keyword,
    from: { schema: from, at: locate(from, keyword, ...alternatives) },
    to: { schema: to, at: locate(to, keyword, ...alternatives) },
    open: true,
    ...more,
  };
}

export function below(step: Step, gaps: readonly Gap[]): Gap[] {
  return gaps.map((each) => ({ ...each, path: [step, ...each.path] }));
}
