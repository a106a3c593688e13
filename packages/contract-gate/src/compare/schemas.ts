import type { Finding, Verdict, Witness } from '../change.ts';
import type { Location } from '../document/files.ts';
import { anyProperty, type Gap, type Question, type Step } from '../schema/gap.ts';
import { wayTo } from '../schema/inclusion.ts';
import { isRefused, names, propertyOf, requiredOf } from '../schema/members.ts';
import { propertyLocation } from '../schema/objects.ts';
import { type Direction, type Schema, stable } from '../schema/schema.ts';
import { Validator } from '../schema/valid.ts';
import type { Pair, Search } from '../schema/witness.ts';
import type { Comparison } from './comparison.ts';
import type { Met, Report } from './findings.ts';
import type { Sight, Site } from './sightings.ts';

/** Bounds that a reply may leave behind: its readers are told to expect what they do not know. */
const opening = new Set([
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'additionalProperties',
  'contains',
  'propertyNames',
]);

/** Compares two schemas of values that travel in one direction, and reports every place that differs. */
export function compareSchemas(comparison: Comparison, met: readonly Met[], site: Site): void {
  const { base, revision, direction } = site;
  if (base === undefined && revision === undefined) return;
  if (base && revision && comparison.same.nodes(base, revision)) return;
  const forms = comparison.forms[direction];
  const [older, newer] = [forms.base.sub(base ? [base] : []), forms.revision.sub(revision ? [revision] : [])];
  const [from, to] = direction === 'request' ? [older, newer] : [newer, older];
  let differs = false;
  for (const spot of comparison.inclusion.spots(from, to)) {
    const gaps = told(comparison, spot.question, direction);
    differs ||= gaps.length > 0;
    const sight = { site, spot, whole: { from, to } };
    // Where one side has no schema, what is missing belongs to this place alone.
    if (older.at.length === 0 || newer.at.length === 0) {
      for (const gap of gaps) report(comparison, met, gap, [sight]);
    } else if (gaps.length > 0) comparison.sightings.add(spot.question, sight, met);
  }
  if (differs) return;
  comparison.findings.add(met, {
    rule: `${direction}-schema-compatible`,
    verdict: 'safe',
    message: `${site.what} is described in other words, or ${direction === 'request' ? 'takes more' : 'promises more'}; nothing that was good is bad now.`,
    base: base ?? site.owners.base,
    revision: revision ?? site.owners.revision,
  });
}

/** Reports what was seen of schemas that stand at many places: once each, from where it is nearest to the top. */
export function reportSightings(comparison: Comparison): void {
  for (const [question, { sights, met }] of comparison.sightings.all()) {
    for (const gap of comparison.told.get(question) ?? []) report(comparison, met, gap, sights);
  }
}

/** The nearest sight is told, unless only another one shows that it breaks. */
function report(comparison: Comparison, met: readonly Met[], gap: Gap, sights: readonly Sight[]): void {
  let first: Report | undefined;
  for (const sight of sights) {
    const found = reportOf(comparison, gap, sight);
    first ??= found;
    if (found.verdict !== 'breaking') continue;
    first = found;
    break;
  }
  if (first) comparison.findings.add(met, first);
}

function reportOf(comparison: Comparison, part: Gap, { site, spot, whole }: Sight): Report {
  const property = part.property ?? spot.property;
  const way = wayTo(spot);
  const gap = { ...part, path: [...way, ...part.path], ...(property !== undefined && { property }) };
  const request = site.direction === 'request';
  const [base, revision] = request ? [gap.from, gap.to] : [gap.to, gap.from];
  const { verdict, witness, unshown } = verdictOf(site, gap, (isBackwards, isWide) => {
    const turned = ({ from, to }: Pair): Pair => (isBackwards ? { from: to, to: from } : { from, to });
    const focus = isWide ? { ...part, path: [] } : part;
    return comparison.witnesses.forGap(turned(whole), turned(spot.question), way, focus);
  });
  const [baseAt, revisionAt] = [owned(base, site.owners.base), owned(revision, site.owners.revision)];
  const [before, after] = [stated(base, baseAt, gap), stated(revision, revisionAt, gap)];
  const source = sourceOf(base.schema, gap) ?? sourceOf(revision.schema, gap);
  return {
    rule: ruleOf(site.direction, gap),
    verdict,
    message: messageOf(site, gap, before, after, verdict),
    base: baseAt,
    revision: revisionAt,
    before,
    after,
    ...(witness && { witness }),
    ...(unshown && { unshown }),
    ...(source === 'inferred' && { source }),
  };
}

function owned(side: { schema: Schema; at: Location }, owner: Location): Location {
  return side.schema.at.length === 0 ? owner : side.at;
}

/** What one side says about the gap: the keyword's value, or nothing where it is not written. */
function stated(side: { schema: Schema; at: Location }, at: Location, gap: Gap): unknown {
  if (side.schema.at.length === 0) return undefined;
  if (gap.keyword === 'removed' || gap.keyword === 'renamed') {
    const name =
      gap.renamedTo !== undefined && !names(side.schema, gap.property ?? '')
        ? gap.renamedTo
        : (gap.property ?? '');
    const location = propertyLocation(side.schema, name);
    if (!location) return undefined;
    const value = side.schema.forms.files.at(location);
    return gap.keyword === 'renamed' ? { [name]: value } : value;
  }
  const value = side.schema.forms.files.at(at);
  const last = at.pointer.split('/').at(-1) ?? '';
  const own = side.schema.at.some(({ pointer, file }) => pointer === at.pointer && file === at.file);
  if (own && ['type', 'enum', 'oneOf', 'anyOf', 'properties'].includes(gap.keyword)) return value;
  return own && last !== gap.keyword ? undefined : value;
}

function sourceOf(schema: Schema, gap: Gap): string | undefined {
  if (gap.keyword === 'removed' && gap.property !== undefined) {
    return propertyOf(schema, gap.property)?.schema.source ?? schema.source;
  }
  return schema.source;
}

/** What is said of two schemas themselves. */
function told(comparison: Comparison, question: Question, direction: Direction): Gap[] {
  const known = comparison.told.get(question);
  if (known) return known;
  const gaps = withRenames(
    comparison,
    question.gaps.filter(({ inner }) => !inner).map((gap) => ({ ...gap })),
    direction,
  );
  comparison.told.set(question, gaps);
  return gaps;
}

/** One property that went and one that came, of the same kind and equally certain, are one that was renamed. */
function withRenames(comparison: Comparison, gaps: Gap[], direction: Direction): Gap[] {
  const renamed: Gap[] = [];
  for (const removed of gaps.filter(({ keyword }) => keyword === 'removed')) {
    const [a, b] = [removed.from.schema, removed.to.schema];
    const [older, newer] = direction === 'request' ? [a, b] : [b, a];
    const before = propertyOf(older, removed.property ?? '');
    const added = newer.layers
      .flatMap(({ properties }) => [...properties.keys()])
      .filter((name) => !names(older, name) && !isRefused(propertyOf(newer, name)));
    const twin = added.find((name) => {
      const after = propertyOf(newer, name);
      const certain = requiredOf(older).includes(removed.property ?? '') === requiredOf(newer).includes(name);
      return (
        before &&
        after &&
        certain &&
        !comparison.inclusion.isOpen(before, after) &&
        !comparison.inclusion.isOpen(after, before)
      );
    });
    if (twin !== undefined) renamed.push({ ...removed, keyword: 'renamed', renamedTo: twin });
  }
  const covered = (gap: Gap): Gap | undefined =>
    renamed.find(
      (each) =>
        gap.path.length - (gap.keyword === 'required' ? 0 : 1) === each.path.length - 1 &&
        stable(gap.path.slice(0, each.path.length - 1).map(String)) ===
          stable(each.path.slice(0, -1).map(String)) &&
        (gap.property === each.property || gap.property === each.renamedTo),
    );
  const rest = gaps.filter((gap) => {
    const rename = covered(gap);
    if (rename && gap.open) {
      rename.open = true;
      if (!rename.values) rename.path = gap.path;
    }
    return !rename;
  });
  // A property that is gone is told once, not again by the keyword that refuses it.
  const gone = rest.filter(({ keyword }) => keyword === 'removed');
  const once = rest.filter((gap) => {
    const first = gone.find((each) => gap.property === each.property && samePlace(gap, each));
    if (first === undefined || first === gap) return true;
    if (gap.open) {
      first.open = true;
      if (gap.keyword === 'required') first.detail = 'required';
    }
    return false;
  });
  return [...renamed, ...once];
}

function samePlace(gap: Gap, removed: Gap): boolean {
  const path = gap.keyword === 'required' ? [...gap.path, gap.property ?? ''] : gap.path;
  return stable(path.slice(0, removed.path.length).map(String)) === stable(removed.path.map(String));
}

interface Verdicts {
  verdict: Verdict;
  witness?: Witness;
  unshown?: Finding['unshown'];
}

/** Searches a witness: among the values of `from` that `to` refuses, or the other way; at the gap, or anywhere in the two schemas. */
type Look = (isBackwards: boolean, isWide?: boolean) => Search;

function verdictOf(site: Site, gap: Gap, look: Look): Verdicts {
  const request = site.direction === 'request';
  const places = { ...(site.base && { base: site.base }), ...(site.revision && { revision: site.revision }) };
  let unshown: Finding['unshown'];
  const found = (kind: Witness['kind'], { found: first, cutOff }: Search): Witness | undefined => {
    if (first) return { value: first.value, kind, of: site.what, ...places };
    unshown = cutOff ? 'cut off' : 'not found';
    return undefined;
  };
  const forward = (): Witness | undefined => found(request ? 'worked' : 'new', look(false));
  const backward = (): Witness | undefined => found('gone', look(true));
  const give = (verdict: Verdict, witness: Witness | undefined): Verdicts => ({
    verdict,
    ...(witness ? { witness } : unshown && { unshown }),
  });
  switch (gap.keyword) {
    case 'default':
      return { verdict: 'risky' };
    case 'x-atteny-source':
      return { verdict: 'breaking' };
    case 'entangled': {
      const witness = request ? forward() : undefined;
      return witness ? give('breaking', witness) : { verdict: 'risky', unshown: 'cut off' };
    }
    case 'discriminator':
      if (gap.detail === 'new' || gap.detail === 'gone') return { verdict: 'risky' };
      return give('breaking', forward() ?? backward());
    case 'contentEncoding':
    case 'contentMediaType':
    case 'contentSchema':
      return give('breaking', forward() ?? backward());
    case 'prefixItems':
      if (!gap.open) return give('breaking', found('gone', look(true, true)));
      break;
    case 'removed':
    case 'renamed': {
      const [older] = request ? [gap.from.schema] : [gap.to.schema];
      const property = propertyOf(older, gap.property ?? '');
      const isPromised = property?.schema.source !== undefined;
      const isClosed = gap.detail === 'closed';
      const isCertain = requiredOf(older).includes(gap.property ?? '') || gap.detail === 'required';
      // An open request still takes the property; an open reply may now carry anything by its name.
      const witness = request
        ? gap.open
          ? forward()
          : undefined
        : ((isClosed ? backward() : undefined) ?? forward());
      const breaks = isClosed || isPromised || (request ? witness : isCertain);
      return give(breaks ? 'breaking' : 'risky', witness);
    }
  }
  if (request) return graded(forward());
  if (opens(gap)) return give('risky', forward());
  return graded(forward());

  function graded(witness: Witness | undefined): Verdicts {
    return give(witness ? 'breaking' : 'risky', witness);
  }
}

/** Whether a reply only takes in more of the same: further values, wider bounds, one more branch that says which it is. */
function opens({ keyword, from, to, path }: Gap): boolean {
  if (keyword === 'additionalProperties') return path.at(-1) === anyProperty;
  // One more property in what was closed.
  if (keyword === 'properties') return /\/(?:additional|unevaluated)Properties$/.test(to.at.pointer);
  if (opening.has(keyword)) return true;
  if (keyword === 'format') {
    return to.schema.formats.includes('int32') && from.schema.formats.includes('int64');
  }
  if (keyword === 'enum') {
    const validator = new Validator(from.schema.forms.files, from.schema.forms.direction);
    return (to.schema.enum ?? []).every((value) => validator.accepts(from.schema.at, value));
  }
  if (keyword !== 'oneOf' && keyword !== 'anyOf') return false;
  if (![...from.schema.types].every((type) => type === 'object')) return false;
  return (
    to.schema.discriminator !== undefined ||
    from.schema.discriminator !== undefined ||
    isToldApart(from.schema, to.schema)
  );
}

/** A required property of one value each that is another one in every branch. */
function isToldApart(branch: Schema, whole: Schema): boolean {
  const [group] = whole.groups;
  return requiredOf(branch).some((name) => {
    const own = propertyOf(branch, name)?.schema.enum;
    return (
      own?.length === 1 &&
      group?.branches.every(({ schema }) => {
        const other = propertyOf(schema, name)?.schema.enum;
        return other !== undefined && !other.some((value) => stable(value) === stable(own[0]));
      })
    );
  });
}

function ruleOf(direction: Direction, gap: Gap): string {
  const words: Record<string, string> = {
    removed: 'property-removed',
    renamed: 'property-renamed',
    properties: 'property-refused',
    'x-atteny-source': 'promise-withdrawn',
  };
  return `${direction}-${words[gap.keyword] ?? gap.keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function messageOf(site: Site, gap: Gap, before: unknown, after: unknown, verdict: Verdict): string {
  const where = gap.path.length === 0 ? site.what : `${site.what}, \`${pathText(gap.path)}\``;
  switch (gap.keyword) {
    case 'removed':
      return `${where}: the property is gone${verdict === 'risky' ? '; the schema is open, so it may still be sent, but nothing describes it' : ''}.`;
    case 'renamed':
      return `${site.what}: \`${gap.property}\` is called \`${gap.renamedTo}\` now.`;
    case 'properties':
      return `${where}: the property is refused now.`;
    case 'readOnly':
    case 'writeOnly':
      return `${where}: is ${gap.keyword} now, so it does not belong there any more.`;
    case 'x-atteny-source':
      return `${where}: was documented and is ${typeof after === 'string' ? after : 'unmarked'} now.`;
    case 'discriminator':
      return `${where}: the discriminator reads otherwise (${gap.detail}).`;
    case 'required':
      return site.direction === 'request'
        ? `${where}: \`${gap.property}\` is required now.`
        : `${where}: \`${gap.property}\` is no longer certain.`;
    case 'entangled':
      return `${where}: is too entangled to be compared to the end.`;
    case 'oneOf':
    case 'anyOf':
      return site.direction === 'request'
        ? `${where}: no branch of ${gap.keyword} takes all that was taken${gap.detail ? ` (${gap.detail})` : ''}.`
        : `${where}: may be something that no branch of ${gap.keyword} was before.`;
    default:
      return `${where}: ${gap.keyword} was ${short(before)} and is ${short(after)}.`;
  }
}

function short(value: unknown): string {
  if (value === undefined) return 'not stated';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

export function pathText(path: readonly Step[]): string {
  return path
    .map((step, index) =>
      step === anyProperty ? '.*' : typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join('')
    .replace(/^\./, '');
}
