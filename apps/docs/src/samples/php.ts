import type { Origin } from '../site/origins.ts';
import { addressOf, type Call } from './call.ts';

/** The call with what PHP brings along, as a script that can be run. */
export function phpSample(call: Call, { baseUrl, key }: Origin): string {
  const headers = [
    `Authorization: Bearer ${key}`,
    ...(call.body === undefined ? [] : ['Content-Type: application/json']),
  ];
  const lines = [
    `'method' => '${call.method.toUpperCase()}',`,
    `'header' => ${literal(headers, '        ')},`,
    ...(call.body === undefined ? [] : [`'content' => json_encode(${literal(call.body, '        ')}),`]),
    "'ignore_errors' => true,",
    "'timeout' => 10,",
  ];
  return `<?php

$context = stream_context_create([
    'http' => [
${lines.map((line) => `        ${line}\n`).join('')}    ],
]);
$reply = json_decode(file_get_contents('${addressOf(call, baseUrl)}', false, $context), true);
if (!$reply['success']) {
    throw new RuntimeException("{$reply['code']}: {$reply['error']}");
}

print_r($reply['data']);
`;
}

/** A JSON value as PHP source; an empty object stays one. */
export function literal(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return number(value);
  const deeper = `${indent}    `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([name, item]) => `${quoted(name)} => ${literal(item, deeper)}`);
  if (parts.length === 0) return Array.isArray(value) ? '[]' : 'new stdClass()';
  // A list of PHP is an array whose keys count from 0: names that are numbers would make one of an object.
  const cast =
    !Array.isArray(value) && Object.keys(value).every((name) => /^\d+$/.test(name)) ? '(object) ' : '';
  const line = `${cast}[${parts.join(', ')}]`;
  if (!line.includes('\n') && line.length + indent.length <= 70) return line;
  return `${cast}[\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}]`;
}

function number(value: unknown): string {
  if (Object.is(value, -0)) return '-0.0';
  return String(value);
}

/** Backslashes and quotes are all that single quotes know; everything else stands for itself. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
