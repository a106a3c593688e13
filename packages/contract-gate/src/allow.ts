import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { GateError } from './gate-error.ts';

/** One breaking change that was decided. It binds to that change alone: the same place with another outcome is another change. */
export interface AllowEntry {
  document: string;
  /** File and pointer of the change, as the report prints it. */
  at: string;
  /** What stood there and what stands there now, as `written` gives it. */
  before: string;
  after: string;
  /** `decided`: the break is wanted. `correction`: the server never did what the document said, and `request` shows it. */
  kind: 'decided' | 'correction';
  /** The request, and its reply, that show a correction. */
  request?: string;
  reason: string;
  /** Last day on which the entry counts, `YYYY-MM-DD` in UTC. */
  expires: string;
}

/** An entry as it stands in the file. */
export interface PlacedEntry extends AllowEntry {
  /** From 1. */
  line: number;
  /** Whether the older commit has it as well: then its change has landed before, and it has done its work. */
  hasLanded: boolean;
}

const fields = ['document', 'at', 'before', 'after', 'kind', 'reason', 'expires'] as const;
const longest = 160;

/** A value as an entry writes it: compact JSON, a digest where that is long, `none` where nothing stands. */
export function written(value: unknown): string {
  if (value === undefined) return 'none';
  const json = JSON.stringify(value);
  if (json.length <= longest) return json;
  return `sha256 ${createHash('sha256').update(json).digest('hex').slice(0, 32)}`;
}

/**
 * Reads the allow-file; a missing file allows nothing.
 * @param older the allow-file of the commit that is compared with
 * @throws GateError for a file that is no list of complete entries, an unknown document, and an entry past its day.
 */
export function readAllowFile(
  file: string,
  older: string,
  documents: readonly string[],
  today: Date,
): PlacedEntry[] {
  if (!existsSync(file)) return [];
  const landed = new Set(existsSync(older) ? changesIn(readFileSync(older, 'utf8')) : []);
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: counter });
  const [error] = document.errors;
  if (error) throw new GateError(`${file} is not YAML: ${error.message.split('\n')[0]}`, { cause: error });
  const entries: unknown = document.toJS() ?? [];
  if (!Array.isArray(entries)) {
    throw new GateError(`${file} must be a list of entries with ${fields.join(', ')}.`);
  }
  return entries.map((entry: unknown, index) => {
    const complain = (sentence: string): never => {
      throw new GateError(`${file}: entry ${index + 1}: ${sentence}`);
    };
    const complete = readEntry(entry, documents, today, complain);
    const node = document.getIn([index], true);
    const line = isNode(node) ? counter.linePos(node.range?.[0] ?? 0).line : 1;
    return { ...complete, line, hasLanded: landed.has(changeOf(complete)) };
  });
}

/** The changes that a file allowed, whatever else is wrong with it by now. */
function changesIn(text: string): string[] {
  const entries: unknown = parseDocument(text).toJS();
  return Array.isArray(entries) ? entries.map((entry) => changeOf(entry as AllowEntry)) : [];
}

function changeOf({ document, at, before, after }: AllowEntry): string {
  return JSON.stringify([document, at, before, after]);
}

function readEntry(
  given: unknown,
  documents: readonly string[],
  today: Date,
  complain: (sentence: string) => never,
): AllowEntry {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return complain(`is no record with ${fields.join(', ')}.`);
  }
  const entry = given as Record<string, unknown>;
  const missing = fields.filter((field) => typeof entry[field] !== 'string' || entry[field].trim() === '');
  if (missing.length > 0) complain(`lacks ${missing.join(', ')} (text, in quotes).`);
  const unknown = Object.keys(entry).filter(
    (key) => key !== 'request' && !fields.some((each) => each === key),
  );
  if (unknown.length > 0) complain(`«${unknown.join('», «')}» is no field of an entry.`);
  const complete = entry as unknown as AllowEntry;
  if (!documents.includes(complete.document)) {
    complain(`there is no document «${complete.document}», only ${documents.join(', ')}.`);
  }
  if (complete.kind !== 'decided' && complete.kind !== 'correction') {
    complain(`kind must be decided or correction.`);
  }
  if (complete.kind === 'correction' && !(typeof complete.request === 'string' && complete.request.trim())) {
    complain('a correction needs request: the request and the reply that show what the server really does.');
  }
  if (complete.kind === 'decided' && complete.request !== undefined) {
    complain('request belongs to a correction.');
  }
  if (!isDay(complete.expires)) {
    complain(
      `expires must be a day of the calendar as YYYY-MM-DD, in quotes; «${complete.expires}» is none.`,
    );
  }
  if (complete.expires < today.toISOString().slice(0, 10)) {
    complain(
      `(${complete.at}) expired on ${complete.expires}. Delete it, or decide again and give it a new day.`,
    );
  }
  return complete;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
