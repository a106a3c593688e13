import type { RuleName } from './named-rules.ts';
import { insteadOf, shown } from './shown.ts';

/** A value that the model does not know yet: it says what it admits, and what to put there when a reply is made up. */
export class Unknown {
  readonly admits: (value: unknown) => readonly Mismatch[];
  readonly example: (actual: unknown) => unknown;

  constructor(
    admits: (value: unknown) => string | undefined | readonly Mismatch[],
    example: unknown,
    rule?: RuleName,
  ) {
    this.admits = (value) => {
      const said = admits(value);
      const found =
        said === undefined ? [] : typeof said === 'string' ? [{ place: '', message: said }] : said;
      return rule === undefined ? found : by(rule, found);
    };
    this.example = (actual) =>
      this.admits(actual).length === 0
        ? actual
        : typeof example === 'function'
          ? (example as () => unknown)()
          : example;
  }
}

/** A place of a reply, and what is wrong there. */
export interface Mismatch {
  /** JSON Pointer, numbers of items left in. */
  readonly place: string;
  readonly message: string;
  /** The rule that says so. */
  readonly rule?: RuleName;
}

/** What was found, under the name of a rule unless it has one. */
export function by(rule: RuleName, found: readonly Mismatch[]): Mismatch[] {
  return found.map((each) => (each.rule === undefined ? { ...each, rule } : each));
}

/** A place that no rule of the model looks at: the reply has it, the model does not. */
export const unobserved = 'nothing observes';

/** Everything in which a value differs from a template: exact values, `Unknown`s, lists and objects of them. */
export function mismatches(template: unknown, actual: unknown, place = ''): Mismatch[] {
  if (template instanceof Unknown) {
    return template.admits(actual).map((found) => ({ ...found, place: place + found.place }));
  }
  if (Array.isArray(template)) {
    if (!Array.isArray(actual)) return [{ place, message: `${shown(actual)} instead of a list` }];
    const found = template.flatMap((each, index) =>
      index < actual.length ? mismatches(each, actual[index], `${place}/${index}`) : [],
    );
    if (actual.length !== template.length) {
      found.push({ place, message: `${actual.length} items instead of ${template.length}` });
    }
    return found;
  }
  if (isRecord(template)) {
    if (!isRecord(actual)) return [{ place, message: `${shown(actual)} instead of an object` }];
    const wanted = Object.entries(template).flatMap(([name, each]) =>
      each instanceof Unknown || Object.hasOwn(actual, name)
        ? mismatches(each, actual[name], `${place}/${name}`)
        : [{ place: `${place}/${name}`, message: 'is missing' }],
    );
    const extra = Object.keys(actual)
      .filter((name) => !Object.hasOwn(template, name))
      .map((name) => ({
        place: `${place}/${name}`,
        message: `${unobserved} ${place}/${name}`,
        rule: 'nothing is there that nobody knows' as const,
      }));
    return [...wanted, ...extra];
  }
  return Object.is(template, actual) ? [] : [{ place, message: insteadOf(actual, template) }];
}

/** The template as a value: what is unknown is taken from a real reply where that fits, and made up where it does not. */
export function filled(template: unknown, actual: unknown): unknown {
  if (template instanceof Unknown) return template.example(actual);
  if (Array.isArray(template)) {
    const list: unknown[] = Array.isArray(actual) ? actual : [];
    return template.map((each, index) => filled(each, list[index]));
  }
  if (!isRecord(template)) return template;
  const beside = isRecord(actual) ? actual : {};
  const entries = Object.entries(template).map(([name, each]) => [name, filled(each, beside[name])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

let made = 0;

/** An identifier that the model has not met. */
export function fresh(known: (id: string) => boolean): Unknown {
  return new Unknown(
    (value) =>
      typeof value !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(value)
        ? `${shown(value)} is no identifier`
        : known(value)
          ? `${shown(value)} is the identifier of something else`
          : undefined,
    () => `made_${(made += 1)}`,
    'an id is new',
  );
}

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a text is an instant as the contract writes it. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && instantShape.test(value) && !Number.isNaN(Date.parse(value));
}

/** An instant between two, in milliseconds, both included. */
export function within(from: number, to: number): Unknown {
  return new Unknown(
    (value) => {
      if (!isInstant(value)) return `${shown(value)} is no instant in UTC with milliseconds and Z`;
      const at = Date.parse(value);
      return at >= from - clockSlack && at <= to + clockSlack
        ? undefined
        : `${value} is not between ${instant(from)} and ${instant(to)}`;
    },
    () => instant(Math.floor((from + to) / 2)),
    'an instant is now',
  );
}

/** Milliseconds that two readings of one clock may be apart by rounding. */
const clockSlack = 2;

export const instant = (at: number): string => new Date(at).toISOString();

/** One of several templates; the first is made up where none is there. */
export function anyOf(...templates: readonly [unknown, ...unknown[]]): Unknown {
  return new Unknown(
    (value) => {
      const found = templates.map((template) => mismatches(template, value));
      return found.some((each) => each.length === 0) ? undefined : (found[0] ?? []);
    },
    () => filled(templates[0], undefined),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
