import { child } from '../document/files.ts';
import type { Operation, Parameter } from '../document/operations.ts';
import type { Comparison } from './comparison.ts';
import { compareContent } from './content.ts';
import type { Met, Report } from './findings.ts';
import { compareSchemas } from './schemas.ts';
import type { Direction } from '../schema/schema.ts';

/** Parameters that a program sends, or headers that it reads: of an operation, of a delivery, of a reply. */
export interface Fields {
  what: 'parameter' | 'header';
  direction: Direction;
  base: ReadonlyMap<string, Parameter>;
  revision: ReadonlyMap<string, Parameter>;
  /** Where a new one would stand, and where an old one stood. */
  owners: { base: Parameter['at']; revision: Parameter['at'] };
}

export function compareFields(comparison: Comparison, met: readonly Met[], fields: Fields): void {
  const { base, revision, direction, what } = fields;
  const add = (rule: string, report: Omit<Report, 'rule'>): void =>
    comparison.findings.add(met, { rule: `${direction}-${what}-${rule}`, ...report });
  const gone = [...base].filter(([name]) => !revision.has(name));
  const come = new Map([...revision].filter(([name]) => !base.has(name)));
  for (const [name, old] of gone) {
    const source = old.source ? { source: old.source } : {};
    const twin = [...come].find(([, each]) => each.in === old.in && alike(comparison, old, each));
    if (twin) come.delete(twin[0]);
    if (twin) {
      add('renamed', {
        verdict: 'breaking',
        message: `The ${old.in} ${what} \`${old.name}\` is called \`${twin[1].name}\` now.`,
        base: old.at,
        revision: twin[1].at,
        before: { name: old.name, in: old.in },
        after: { name: twin[1].name, in: old.in },
        ...source,
      });
    } else {
      add('removed', {
        verdict: 'breaking',
        message: `The ${old.in} ${what} \`${old.name}\` is gone.`,
        base: old.at,
        revision: fields.owners.revision,
        after: undefined,
        before: { name, value: comparison.base.at(old.at) },
        ...source,
      });
    }
  }
  for (const [, added] of come) {
    const breaks = direction === 'request' && added.required;
    add(breaks ? 'required-added' : 'added', {
      verdict: breaks ? 'breaking' : 'safe',
      message: `The ${added.in} ${what} \`${added.name}\` is new${breaks ? ', and required: calls without it worked' : ''}.`,
      base: fields.owners.base,
      revision: added.at,
      before: undefined,
    });
  }
  for (const [name, old] of base) {
    const now = revision.get(name);
    if (now) compareField(comparison, met, fields, old, now, add);
  }
}

function compareField(
  comparison: Comparison,
  met: readonly Met[],
  { what, direction }: Fields,
  old: Parameter,
  now: Parameter,
  add: (rule: string, report: Omit<Report, 'rule'>) => void,
): void {
  const name = `the ${old.in} ${what} \`${old.name}\``;
  const place = (
    keyword: string,
    before: unknown,
    after: unknown,
  ): Pick<Report, 'base' | 'revision' | 'before' | 'after'> => ({
    base: stands(comparison.base, old, keyword),
    revision: stands(comparison.revision, now, keyword),
    before,
    after,
  });
  if (old.required !== now.required) {
    const breaks = direction === 'request' ? now.required : old.required;
    const message = now.required ? `${name} is required now` : `${name} is no longer certain`;
    add(now.required ? 'became-required' : 'became-optional', {
      verdict: breaks ? 'breaking' : 'safe',
      message: `${capital(message)}${breaks && now.required ? ': calls without it worked' : ''}.`,
      ...place('required', old.required, now.required),
    });
  }
  if (old.source === 'documented' && now.source !== 'documented') {
    add('promise-withdrawn', {
      verdict: 'breaking',
      message: `${capital(name)} was documented and is ${now.source ?? 'unmarked'} now.`,
      ...place('x-atteny-source', old.source, now.source),
    });
  }
  const scalar =
    isScalar(comparison, old, direction, 'base') && isScalar(comparison, now, direction, 'revision');
  for (const keyword of ['style', 'explode'] as const) {
    if (old[keyword] === now[keyword] || (scalar && (keyword === 'explode' || old.in === 'header'))) continue;
    add(`${keyword}-changed`, {
      verdict: 'breaking',
      message: `${capital(name)} is written otherwise: ${keyword} was ${old[keyword]} and is ${now[keyword]}.`,
      ...place(keyword, old[keyword], now[keyword]),
    });
  }
  for (const keyword of ['allowReserved', 'allowEmptyValue'] as const) {
    if (old[keyword] === now[keyword]) continue;
    add(`${keyword === 'allowReserved' ? 'allow-reserved' : 'allow-empty-value'}-changed`, {
      verdict: now[keyword] === (direction === 'request') ? 'safe' : 'breaking',
      message: `${capital(name)}: ${keyword} was ${old[keyword]} and is ${now[keyword]}.`,
      ...place(keyword, old[keyword], now[keyword]),
    });
  }
  if ((old.schema === undefined) !== (now.schema === undefined) && old.content.size + now.content.size > 0) {
    add('serialization-changed', {
      verdict: 'breaking',
      message: `${capital(name)} is written otherwise: by ${old.schema ? 'schema' : 'content'} before, by ${now.schema ? 'schema' : 'content'} now.`,
      base: old.at,
      revision: now.at,
    });
  } else {
    compareSchemas(comparison, met, {
      what: name,
      direction,
      base: old.schema,
      revision: now.schema,
      owners: { base: old.at, revision: now.at },
    });
    compareContent(comparison, met, {
      what: name,
      direction,
      base: old.content,
      revision: now.content,
      owners: { base: old.at, revision: now.at },
    });
  }
}

function alike(comparison: Comparison, old: Parameter, now: Parameter): boolean {
  if (old.required !== now.required || old.style !== now.style || old.in === 'path') return false;
  if (!old.schema || !now.schema) return old.schema === now.schema;
  if (comparison.same.nodes(old.schema, now.schema)) return true;
  const [x, y] = [
    comparison.forms.request.base.sub([old.schema]),
    comparison.forms.request.revision.sub([now.schema]),
  ];
  return !comparison.inclusion.isOpen(x, y) && !comparison.inclusion.isOpen(y, x);
}

function isScalar(
  comparison: Comparison,
  { schema }: Parameter,
  direction: Direction,
  side: 'base' | 'revision',
): boolean {
  if (!schema) return false;
  const { types, groups } = comparison.forms[direction][side].sub([schema]).schema;
  return groups.length === 0 && !types.has('array') && !types.has('object');
}

/** Where a keyword is written, or the parameter itself. */
function stands(files: Comparison['base'], { at }: Parameter, keyword: string): Parameter['at'] {
  const here = child(at, keyword);
  return files.at(here) === undefined ? at : here;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Parameters in a path go by their place, not by their name. */
export function byPlace(operation: Operation): ReadonlyMap<string, Parameter> {
  const order = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return new Map(
    [...operation.parameters].map(([name, each]) => {
      const index = each.in === 'path' ? order.indexOf(each.name) : -1;
      return [index < 0 ? name : `path ${index}`, each];
    }),
  );
}
