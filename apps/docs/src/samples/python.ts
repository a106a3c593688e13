import type { Origin } from '../site/origins.ts';
import { pathOf, type Call } from './call.ts';

/** The call with the `requests` package, as a script that can be run. */
export function pythonSample(call: Call, { baseUrl, key }: Origin): string {
  const address = `${baseUrl}${pathOf(call)}`;
  const lines = [
    `"${address}",`,
    `headers={"Authorization": "Bearer ${key}"},`,
    ...(Object.keys(call.query).length > 0 ? [`params=${literal(call.query, '    ')},`] : []),
    ...(call.body === undefined ? [] : [`json=${literal(call.body, '    ')},`]),
    'timeout=10,',
  ];
  return `import requests

response = requests.${call.method}(
${lines.map((line) => `    ${line}\n`).join('')})
response.raise_for_status()

print(response.json()["data"])
`;
}

/** A JSON value as Python source. */
export function literal(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const deeper = `${indent}    `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${literal(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const line = open + parts.join(', ') + close;
  if (!line.includes('\n') && line.length + indent.length <= 60) return line;
  return `${open}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${close}`;
}
