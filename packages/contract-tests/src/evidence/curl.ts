import { isUtf8 } from 'node:buffer';
import type { Request } from '../target/exchange.ts';
import { patternOf } from './named.ts';
import { withoutSecrets } from './secrets.ts';

/** What stands for a value in a shell: `$name`, or `$(…)` where the name is a command in parentheses. */
export interface Variable {
  value: string;
  name: string;
}

/** How a request is written down. */
export interface Written {
  variables?: readonly Variable[];
  /** Where it is sent: a variable of the environment. */
  base?: 'ATTENY_TARGET' | 'ATTENY_CONSOLE';
  /** Options that say what is shown of the reply. */
  shows?: readonly string[];
}

/** A request as a line for a shell, exactly as it was sent. Secrets stand in it by the variables that are given. */
export function curlOf(
  { method, path, headers, body }: Request,
  { variables = [], base = 'ATTENY_TARGET', shows = ['-i'] }: Written = {},
): string {
  const parts = ['curl', '-sS', ...shows];
  // curl would read brackets in an address, and tidy its dots.
  if (/[[\]{}]/.test(path)) parts.push('-g');
  if (path.includes('/.')) parts.push('--path-as-is');
  const usual = body === undefined ? 'GET' : 'POST';
  if (method === 'HEAD' && body === undefined) parts.push('--head');
  else if (method !== usual) parts.push('-X', method);
  for (const [name, value] of Object.entries(headers)) parts.push(...headerOf(name, value, variables));
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  // What curl would say of a body by itself.
  if (body !== undefined && !isTyped) parts.push('-H', `'content-type:'`);
  const sent = body === undefined ? undefined : bodyOf(Buffer.from(body), variables);
  if (sent) parts.push(...sent.options);
  parts.push(joined(`"$${base}"`, quoted(path, variables)));
  return [...(sent?.piped === undefined ? [] : [sent.piped, '|']), ...parts].join(' ');
}

/** Two words of a shell as one. */
function joined(first: string, second: string): string {
  const [a, b] = [first.endsWith('"'), second.startsWith('"')];
  return a && b ? first.slice(0, -1) + second.slice(1) : first + second;
}

function headerOf(name: string, value: string, variables: readonly Variable[]): string[] {
  const basic = name.toLowerCase() === 'authorization' ? /^Basic (\S+)$/.exec(value)?.[1] : undefined;
  const user = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString();
  // A key may be in what Basic encodes.
  if (user?.includes(':')) return ['-u', quoted(withoutKeys(user, variables), variables)];
  if (value === '') return ['-H', `'${name};'`];
  return ['-H', quoted(withoutKeys(`${name}: ${value}`, variables), variables)];
}

/** What looks like a secret and has no variable is cut short. */
function withoutKeys(text: string, variables: readonly Variable[]): string {
  const isNamed = variables.some(({ value }) => patternOf(value).test(text));
  return isNamed ? text : withoutSecrets(text);
}

/** The longest text that a shell takes as one argument, and how often one character is written out. */
const [longestArgument, longestRun] = [100_000, 500];

function bodyOf(bytes: Buffer, variables: readonly Variable[]): { piped?: string; options: string[] } {
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes) || text.includes('\0')) {
    return { piped: `printf '${octal(bytes)}'`, options: ['--data-binary', '@-'] };
  }
  const run = new RegExp(`([ -&(-[\\]-~])\\1{${longestRun},}`).exec(text);
  if (run) {
    const [before, after] = [text.slice(0, run.index), text.slice(run.index + run[0].length)];
    const repeated = `head -c ${run[0].length} /dev/zero | tr '\\0' '${run[1]}'`;
    const piped = `{ printf %s ${quoted(before, variables)}; ${repeated}; printf %s ${quoted(after, variables)}; }`;
    return { piped, options: ['-H', `'expect:'`, '--data-binary', '@-'] };
  }
  const fits = text.length <= longestArgument ? text : text.slice(0, longestArgument);
  return { options: ['--data-raw', quoted(fits, variables)] };
}

function octal(bytes: Buffer): string {
  return [...bytes.subarray(0, longestRun * 10)]
    .map((byte) => {
      const char = String.fromCodePoint(byte);
      return /[ -~]/.test(char) && !/['%\\]/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
}

/** Text as one word of a shell, with the variables that stand for what it names. */
export function quoted(text: string, variables: readonly Variable[]): string {
  let parts: (string | Variable)[] = [text];
  for (const variable of variables) {
    const pattern = patternOf(variable.value, 'g');
    parts = parts.flatMap((part) =>
      typeof part === 'string'
        ? part.split(pattern).flatMap((piece, index) => (index === 0 ? [piece] : [variable, piece]))
        : [part],
    );
  }
  const kept = parts.filter((part) => part !== '');
  const isPlain = kept.every((part) => typeof part !== 'string');
  const texts = kept.filter((part) => typeof part === 'string').join('');
  if (!isPlain && kept.length === 1) return single(texts);
  if (kept.length === 0) return `''`;
  if (!/["$`\\!]/.test(texts)) {
    const inside = kept.map((part, index) =>
      typeof part === 'string' ? part : reference(part, kept[index + 1]),
    );
    return `"${inside.join('')}"`;
  }
  return kept
    .map((part) => (typeof part === 'string' ? single(part) : `"${reference(part, undefined)}"`))
    .join('');
}

function reference({ name }: Variable, next: string | Variable | undefined): string {
  if (name.startsWith('(')) return `$${name}`;
  return typeof next === 'string' && /^\w/.test(next) ? `\${${name}}` : `$${name}`;
}

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
