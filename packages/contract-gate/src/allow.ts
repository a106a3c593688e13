import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { GateError } from './gate-error.ts';

/** A breaking change that was decided: which, why, and until when it may stand in the file. */
export interface AllowEntry {
  document: string;
  rule: string;
  /** The finding's path, as the report prints it. */
  pointer: string;
  reason: string;
  /** Last day on which the entry counts, `YYYY-MM-DD` in UTC. */
  expires: string;
}

const fields = ['document', 'rule', 'pointer', 'reason', 'expires'] as const;

/**
 * Reads the allow-file; a missing file allows nothing.
 * @throws GateError for a file that is no list of complete entries, and for an entry past its day.
 */
export function readAllowFile(file: string, today: Date): AllowEntry[] {
  if (!existsSync(file)) return [];
  let entries: unknown;
  try {
    entries = parse(readFileSync(file, 'utf8')) ?? [];
  } catch (cause) {
    throw new GateError(`${file} is not YAML: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
  if (!Array.isArray(entries))
    throw new GateError(`${file} must be a list of entries with ${fields.join(', ')}.`);
  return entries.map((entry: Record<string, unknown>, index) => {
    const missing = fields.filter((field) => typeof entry?.[field] !== 'string' || entry[field] === '');
    if (missing.length > 0)
      throw new GateError(`${file}: entry ${index + 1} lacks ${missing.join(', ')} (text, in quotes).`);
    const complete = entry as unknown as AllowEntry;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(complete.expires))
      throw new GateError(`${file}: entry ${index + 1}: expires must be a day as YYYY-MM-DD, in quotes.`);
    if (complete.expires < today.toISOString().slice(0, 10)) {
      throw new GateError(
        `${file}: entry ${index + 1} (${complete.rule} at ${complete.pointer}) expired on ${complete.expires}. Delete it, or decide again and give it a new day.`,
      );
    }
    return complete;
  });
}
