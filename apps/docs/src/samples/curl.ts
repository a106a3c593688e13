import type { Origin } from '../site/origins.ts';
import { pathOf, type Call } from './call.ts';

/** The call as a command line for any POSIX shell. */
export function curlSample(call: Call, { baseUrl, key }: Origin): string {
  const query = Object.entries(call.query);
  const method = call.method === 'get' ? '' : `-X ${call.method.toUpperCase()} `;
  const lines = [
    `curl ${query.length > 0 ? '-G ' : ''}${method}"${baseUrl}${pathOf(call)}"`,
    `-H "Authorization: Bearer ${key}"`,
    ...query.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ];
  if (call.body !== undefined) {
    lines.push('-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(call.body, null, 2))}`);
  }
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
