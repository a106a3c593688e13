import { child, isRecord, type DocumentFiles, type Location } from '../document/files.ts';
import type { Operation } from '../document/operations.ts';
import { stable } from '../schema/schema.ts';
import type { Comparison } from './comparison.ts';
import type { Met } from './findings.ts';

/** What one way of proving oneself asks for: schemes by what they are, each with its scopes. */
type Alternative = Map<string, { name: string; scopes: Set<string> }>;

/** Whoever was let in must be let in; of a delivery, every proof that it carries must be one that its receiver knows. */
export function compareSecurity(
  comparison: Comparison,
  met: readonly Met[],
  old: Operation,
  now: Operation,
): void {
  const [before, after] = [alternatives(comparison.base, old), alternatives(comparison.revision, now)];
  const [asked, given] = old.section === 'paths' ? [before, after] : [after, before];
  const lost = asked.filter((each) => !given.some((other) => isWithin(other, each)));
  const place = {
    base: written(comparison.base, old),
    revision: written(comparison.revision, now),
    before: before.map(shown),
    after: after.map(shown),
  };
  if (lost.length > 0) {
    comparison.findings.add(met, {
      rule: 'security-narrowed',
      verdict: 'breaking',
      message: `${lost.map(describe).join(' or ')} ${old.section === 'paths' ? 'opened this before and does not now' : 'is a proof that its receivers do not know'}; now it is ${after.map(describe).join(' or ')}.`,
      ...place,
    });
  } else if (stable(before.map(shown)) !== stable(after.map(shown))) {
    comparison.findings.add(met, {
      rule: 'security-widened',
      verdict: 'safe',
      message: `Whoever was let in still is; now ${after.map(describe).join(' or ')} will do.`,
      ...place,
    });
  }
  compareFlows(comparison, met, old, now);
}

function written(files: DocumentFiles, { security, at }: Operation): Location {
  return files.at(security.at) === undefined ? at : security.at;
}

function alternatives(files: DocumentFiles, { security }: Operation): Alternative[] {
  return security.alternatives.filter(isRecord).map(
    (each) =>
      new Map(
        Object.entries(each).map(([name, scopes]) => {
          const { description: _, flows: _flows, ...scheme } = files.record(schemeAt(files, name));
          const plain = Object.fromEntries(
            Object.entries(scheme).filter(
              ([key]) => !key.startsWith('x-') && key !== 'bearerFormat' && key !== 'deprecated',
            ),
          );
          if (typeof plain['scheme'] === 'string') plain['scheme'] = plain['scheme'].toLowerCase();
          if (plain['in'] === 'header' && typeof plain['name'] === 'string') {
            plain['name'] = plain['name'].toLowerCase();
          }
          return [
            Object.keys(plain).length > 0 ? stable(plain) : name,
            { name, scopes: new Set(Array.isArray(scopes) ? scopes.map(String) : []) },
          ];
        }),
      ),
  );
}

function schemeAt(files: DocumentFiles, name: string): Location {
  return files.follow(child({ file: files.root, pointer: '#' }, 'components', 'securitySchemes', name));
}

/** Whether who has `has` has all that `asked` asks for. */
function isWithin(asked: Alternative, has: Alternative): boolean {
  return [...asked].every(([scheme, { scopes }]) => {
    const own = has.get(scheme);
    return own !== undefined && [...scopes].every((scope) => own.scopes.has(scope));
  });
}

function shown(alternative: Alternative): unknown {
  return Object.fromEntries([...alternative].map(([scheme, { scopes }]) => [scheme, [...scopes].toSorted()]));
}

function describe(alternative: Alternative): string {
  if (alternative.size === 0) return 'nothing';
  return [...alternative.values()]
    .map(({ name, scopes }) =>
      scopes.size === 0 ? `\`${name}\`` : `\`${name}\` with ${[...scopes].join(', ')}`,
    )
    .join(' and ');
}

/** Where a program fetches its tokens. */
function compareFlows(comparison: Comparison, met: readonly Met[], old: Operation, now: Operation): void {
  const names = new Set(old.security.alternatives.filter(isRecord).flatMap((each) => Object.keys(each)));
  const kept = new Set(now.security.alternatives.filter(isRecord).flatMap((each) => Object.keys(each)));
  for (const name of names) {
    if (!kept.has(name)) continue;
    const [x, y] = [
      child(schemeAt(comparison.base, name), 'flows'),
      child(schemeAt(comparison.revision, name), 'flows'),
    ];
    const [before, after] = [comparison.base.record(x), comparison.revision.record(y)];
    for (const [flow, raw] of Object.entries(before)) {
      if (!isRecord(raw) || flow.startsWith('x-')) continue;
      const other = isRecord(after[flow]) ? after[flow] : undefined;
      const moved = ['authorizationUrl', 'tokenUrl', 'refreshUrl'].filter(
        (url) => raw[url] !== undefined && raw[url] !== other?.[url],
      );
      if (!other || moved.length > 0) {
        comparison.findings.add(met, {
          rule: 'security-flow-changed',
          verdict: 'breaking',
          message: `The flow ${flow} of \`${name}\` ${other ? `has another ${moved.join(', ')}` : 'is gone'}.`,
          base: child(x, flow),
          revision: other ? child(y, flow) : schemeAt(comparison.revision, name),
          ...(other ? {} : { after: undefined }),
        });
      }
    }
  }
}
