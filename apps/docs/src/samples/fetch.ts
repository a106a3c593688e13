import type { Origin } from '../site/origins.ts';
import { addressOf, type Call } from './call.ts';
import { literal } from './typescript.ts';

/** The call with `fetch` alone, as a module that any JavaScript runtime runs. */
export function fetchSample(call: Call, { baseUrl, key }: Origin): string {
  const { method, body } = call;
  const lines = [
    ...(method === 'get' ? [] : [`method: '${method.toUpperCase()}',`]),
    'headers: {',
    `  Authorization: 'Bearer ${key}',`,
    ...(body === undefined ? [] : ["  'Content-Type': 'application/json',"]),
    '},',
    ...(body === undefined ? [] : [`body: JSON.stringify(${literal(body, '  ')}),`]),
  ];
  return `const response = await fetch('${addressOf(call, baseUrl)}', {
${lines.map((line) => `  ${line}\n`).join('')}});
const reply = await response.json();
if (!reply.success) throw new Error(\`\${reply.code}: \${reply.error}\`);

console.log(reply.data);
`;
}
