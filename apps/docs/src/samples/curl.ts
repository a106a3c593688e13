import type { Origin } from '../site/origins.ts';
import { addressOf, pathOf, type Call } from './call.ts';

/** The call as a command line for any POSIX shell. */
export function curlSample(call: Call, { baseUrl, key }: Origin): string {
  const query = Object.entries(call.query);
  const lines = [
    `curl ${query.length > 0 ? '-G ' : ''}${methodOption(call)}"${baseUrl}${pathOf(call)}"`,
    `-H "Authorization: Bearer ${key}"`,
    ...query.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ];
  if (call.body !== undefined) {
    lines.push('-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(call.body, null, 2))}`);
  }
  return lines.join(' \\\n  ');
}

/**
 * The call as a command line for the command prompt of Windows, which knows double quotes alone. The body is one line of
 * ASCII: the prompt would send other letters in the code page of the machine, and read `&`, `|` or `%` as its own.
 */
export function promptSample(call: Call, { baseUrl, key }: Origin): string {
  const lines = [
    `curl ${methodOption(call)}"${addressOf(call, baseUrl)}"`,
    `-H "Authorization: Bearer ${key}"`,
  ];
  if (call.body !== undefined) {
    const body = JSON.stringify(call.body).replaceAll(/[^\u0020-\u007e]|[&|<>^%!()]/g, escaped);
    lines.push(
      '-H "Content-Type: application/json"',
      `-d "${body.replaceAll(/(\\*)"/g, String.raw`$1$1\"`)}"`,
    );
  }
  return lines.join(' ^\n  ');
}

function methodOption({ method }: Call): string {
  return method === 'get' ? '' : `-X ${method.toUpperCase()} `;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function escaped(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
