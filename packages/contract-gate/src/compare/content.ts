import { child, type Location } from '../document/files.ts';
import type { Content, MediaType } from '../document/operations.ts';
import { stable, type Direction } from '../schema/schema.ts';
import type { Comparison } from './comparison.ts';
import type { Met } from './findings.ts';
import { compareSchemas } from './schemas.ts';

export interface Bodies {
  what: string;
  direction: Direction;
  base: Content;
  revision: Content;
  owners: { base: Location; revision: Location };
}

/** Media types with their schemas. */
export function compareContent(comparison: Comparison, met: readonly Met[], bodies: Bodies): void {
  const { what, direction, base, revision, owners } = bodies;
  for (const [type, old] of base) {
    const now = covering(revision, type);
    if (!now) {
      comparison.findings.add(met, {
        rule: `${direction}-media-type-removed`,
        verdict: 'breaking',
        message: `${what} is no longer ${type}${revision.size > 0 ? `, but ${[...revision.keys()].join(', ')}` : ''}.`,
        base: old.at,
        revision: owners.revision,
        after: [...revision.keys()],
      });
      continue;
    }
    const name = type === 'application/json' ? what : `${what} (${type})`;
    compareSchemas(comparison, met, {
      what: name,
      direction,
      base: old.schema,
      revision: now.schema,
      owners: { base: old.at, revision: now.at },
    });
    compareEncoding(comparison, met, name, direction, old, now);
  }
  if (base.size === 0) return;
  for (const [type, added] of revision) {
    if (covering(base, type)) continue;
    const verdict = direction === 'request' ? 'safe' : 'risky';
    comparison.findings.add(met, {
      rule: `${direction}-media-type-added`,
      verdict,
      message: `${what} may be ${type} now.`,
      base: owners.base,
      revision: added.at,
      before: undefined,
    });
  }
}

function covering(content: Content, type: string): MediaType | undefined {
  const [kind = ''] = type.split('/');
  return content.get(type) ?? content.get(`${kind}/*`) ?? content.get('*/*');
}

/** How the parts of a form are written. */
function compareEncoding(
  comparison: Comparison,
  met: readonly Met[],
  what: string,
  direction: Direction,
  old: MediaType,
  now: MediaType,
): void {
  const [before, after] = [encoding(comparison.base, old), encoding(comparison.revision, now)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? encodingOf({}), after.get(name) ?? encodingOf({})];
    if (was === is) continue;
    comparison.findings.add(met, {
      rule: `${direction}-encoding-changed`,
      verdict: 'breaking',
      message: `${what}, \`${name}\`: is written otherwise.`,
      base: old.at,
      revision: now.at,
      before: { [name]: was },
      after: { [name]: is },
    });
  }
}

function encoding(files: Comparison['base'], { at }: MediaType): Map<string, string> {
  const all = files.record(child(at, 'encoding'));
  return new Map(
    Object.entries(all).map(([name, raw]) => [name, encodingOf(raw as Record<string, unknown>)]),
  );
}

function encodingOf(raw: Record<string, unknown>): string {
  const style = raw['style'] ?? 'form';
  return stable({
    contentType: raw['contentType'],
    style,
    explode: raw['explode'] ?? style === 'form',
    allowReserved: raw['allowReserved'] === true,
    headers: raw['headers'],
  });
}
