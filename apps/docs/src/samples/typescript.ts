import type { Origin } from '../site/origins.ts';
import type { Call } from './call.ts';

/** The call through @atteny/client, as a module that can be run. */
export function typescriptSample(call: Call, { baseUrl, key }: Origin): string {
  const options = callOptions(call);
  return `import { createClient } from '@atteny/client';

const client = createClient({
  apiKey: '${key}',
  baseUrl: '${baseUrl}',
});

const { data } = await client.${call.method.toUpperCase()}('${call.path}'${options ? `, ${options}` : ''});

console.log(data);
`;
}

function callOptions({ pathValues, query, body }: Call): string {
  const params = { ...nonEmpty('path', pathValues), ...nonEmpty('query', query) };
  const options = { ...nonEmpty('params', params), ...(body === undefined ? {} : { body }) };
  return Object.keys(options).length > 0 ? literal(options, '') : '';
}

function nonEmpty(name: string, value: object): Record<string, object> {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}

/** A value as TypeScript source: short objects on one line, as a person would write them. */
export function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([name, item]) => `${propertyName(name)}: ${literal(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  if (parts.length === 0) return open.trim() + close.trim();
  const line = open + parts.join(', ') + close;
  if (!line.includes('\n') && line.length + indent.length <= 60) return line;
  return `${open.trim()}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${close.trim()}`;
}

function propertyName(name: string): string {
  // As a plain name it would be the prototype.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}
