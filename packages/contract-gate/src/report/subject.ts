import type { PlacedEntry } from '../allow.ts';
import type { Finding, Verdict, Witness } from '../change.ts';
import type { Place } from '../document/files.ts';
import type { GateResult } from '../gate.ts';
import { characters } from '../schema/schema.ts';

/** Two documents, judged, under the name by which the reader knows them. */
export interface Subject {
  /** `atteny` or `console`; the two file names where no repository is involved. */
  document: string;
  result: GateResult;
  /** The name of a file as the reader knows it. */
  shown: (file: string) => string;
  /** Whether there is an allow-file to write to. */
  allowFile: boolean;
}

/** One finding in the words that every format uses. */
export interface Row {
  finding: Finding;
  verdict: Verdict;
  rule: string;
  message: string;
  audience: string;
  /** The witness in words, or why there is none. */
  witness?: string;
  /** Blocks, passes, or is allowed, in words. */
  state: string;
  blocks: boolean;
  toDo?: string;
  file: string;
  line: number;
  col: number;
  /** The place is one of the older document: it is not there any more. */
  removed: boolean;
}

export const icon = { breaking: '✖', risky: '▲', safe: '·' } as const;

const unshownText = {
  'not found': 'by no value that was tried; nor could it be shown that there is none',
  'cut off':
    'by no value so far: there are more than the search tries; nor could it be shown that there is none',
};

/** What every format tells, in one order; safe changes are counted, and told with `all`. */
export function rowsOf({ result, shown, allowFile }: Subject, all: boolean): Row[] {
  return result.findings
    .filter(({ verdict }) => all || verdict !== 'safe')
    .map((finding) => {
      const { verdict, rule, message, witness, unshown, allowed } = finding;
      const shownBy = witness ? witnessText(witness) : unshown && unshownText[unshown];
      const blocks = verdict === 'breaking' && !allowed && !result.majorBump;
      const removed = finding.after === 'none' || finding.revision === undefined;
      const place = ((removed ? finding.base : finding.revision) ??
        finding.revision ??
        finding.base) as Place;
      const toDo = todo(finding, blocks, allowFile);
      return {
        finding,
        verdict,
        rule,
        message,
        audience: audience(finding),
        ...(shownBy !== undefined && { witness: shownBy }),
        state: allowed
          ? `allowed (${allowed.kind}) until ${allowed.expires}: ${allowed.reason}`
          : blocks
            ? 'blocks'
            : verdict === 'breaking'
              ? 'passes: info.version has a new first number'
              : 'passes',
        blocks,
        ...(toDo !== undefined && { toDo }),
        file: shown(place.file),
        line: place.line,
        col: place.col,
        removed,
      };
    });
}

/** An entry that lets nothing pass any more. */
export function unusedText({ at, line, hasLanded }: PlacedEntry): string {
  const why = hasLanded
    ? `the change that the entry allowed, at ${at}, has landed. Delete the entry: it has done its work, and would let the break return unseen.`
    : `no change matches the entry for ${at}. Delete it, or give it the change as --format allow prints it.`;
  return `spec/contract-allow.yaml:${line}: ${why}`;
}

/** One closing sentence for a document. */
export function conclusion({ document, result }: Subject): string {
  const { findings, versions, passes, unused } = result;
  const count = (verdict: Verdict): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const allowed = findings.filter((finding) => finding.allowed).length;
  const parts = [
    `${count('breaking')} breaking${allowed > 0 ? ` (${allowed} allowed)` : ''}`,
    `${count('risky')} risky`,
    `${count('safe')} safe`,
    ...(unused.length > 0 ? [`${unused.length} entries of the allow-file without a change`] : []),
  ];
  const version =
    versions.base === versions.revision
      ? `version ${versions.base}`
      : `version ${versions.base} → ${versions.revision}`;
  return `${document}: ${parts.join(', ')} (${version}): ${passes ? 'passes' : 'does not pass'}.`;
}

function audience({ operations, source }: Finding): string {
  return `${operations.length === 0 ? 'everybody' : operations.join(', ')} (${source})`;
}

function witnessText({ kind, of, value }: Witness): string {
  const what = of.charAt(0).toLowerCase() + of.slice(1);
  const text = valueText(value);
  if (kind === 'worked') return `this worked as ${what}, and is refused now: ${text}`;
  if (kind === 'new') return `this may come now as ${what}, and the older document excludes it: ${text}`;
  return `this came as ${what}, and the newer document excludes it: ${text}`;
}

/** A value as JSON; what is long in it is cut, with its length. */
function valueText(value: unknown): string {
  const shorten = (each: unknown): unknown => {
    if (typeof each === 'string' && each.length > 60) {
      return `${each.slice(0, 20)}… (${characters(each).length} characters)`;
    }
    if (Array.isArray(each)) {
      return each.length > 12
        ? [...each.slice(0, 3).map(shorten), `… (${each.length} items)`]
        : each.map(shorten);
    }
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, shorten(inner)]));
  };
  const text = JSON.stringify(shorten(value));
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function todo({ verdict }: Finding, blocks: boolean, allowFile: boolean): string | undefined {
  if (blocks) {
    return `keep the old form beside the new one; or raise the first number of info.version${allowFile ? '; or, if it was decided, append its entry to spec/contract-allow.yaml (--format allow prints it)' : ''}`;
  }
  return verdict === 'risky' ? 'say so in the pull request and in the documentation' : undefined;
}
