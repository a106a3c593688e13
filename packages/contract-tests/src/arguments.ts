import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { TargetError } from './target/target-error.ts';

/** Kinds of options on a command line. */
export const text = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;

/** What a command line gives for its options. @throws TargetError with one sentence for what it does not know. */
export function valuesOf<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'] {
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw new TargetError(`${(cause as Error).message.split('. ')[0]}. See --help.`, { cause });
  }
}

export function url(name: string, value: string): URL {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new TargetError(`${name} «${value}» is no http or https address.`);
  }
  // A base path is told without its end: `…/api/v1/` is `…/api/v1`.
  parsed.pathname = parsed.pathname.replace(/\/+$/, '');
  return parsed;
}

/** A secret that goes into a header: visible ASCII, nothing else. Never told in a message. */
export function secret(name: string, value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new TargetError(
      `${name} holds a blank, a line break or a letter that no header can carry. Copy it again.`,
    );
  }
  return value;
}

/** A share that is demanded. */
export function percentage(name: string, value: string | undefined): number | undefined {
  const share = number(name, value);
  if (share !== undefined && share > 100) throw new TargetError(`${name} «${value}» is more than 100 %.`);
  return share;
}

export function number(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,10}$/.test(value) && !/^\d{1,3}(\.\d+)?$/.test(value)) {
    throw new TargetError(`${name} «${value}» is no number.`);
  }
  return Number(value);
}

/** Reports that cannot be written are refused before the work, not after it. */
export function assertWritable(files: readonly string[]): void {
  for (const file of files) {
    try {
      accessSync(dirname(file), constants.W_OK);
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
        throw Object.assign(new Error(file), { code: 'EISDIR' });
      }
    } catch (cause) {
      throw new TargetError(`${file} cannot be written (${(cause as { code?: string }).code}).`, { cause });
    }
  }
}
