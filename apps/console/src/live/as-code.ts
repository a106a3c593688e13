import { basePath, publicOperations, type OperationId } from '@atteny/contract';
import { parsed, type JournalRequest } from './threads.ts';

/** A request as something that can be run. Keys are not kept: a variable of the environment stands for it. */
export const writings = { curl: asCurl, TypeScript: asTypeScript, test: asTest } as const;
export type Writing = keyof typeof writings;

const keyVariable = 'ATTENY_API_KEY';

function asCurl({ method, target, requestBody }: JournalRequest, origin: string): string {
  const lines = [
    `curl -X ${method} ${quoted(origin + target)}`,
    `-H "Authorization: Bearer $${keyVariable}"`,
    ...(requestBody === null ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(requestBody)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** In single quotes a shell reads nothing; a quote inside is ended, escaped and begun again. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** By the client of the house, as a module that can be run. */
function asTypeScript(request: JournalRequest, origin: string): string {
  const { path } = publicOperations[request.operationId as OperationId];
  const url = new URL(request.target, origin);
  const params = {
    ...given('path', pathValues(path, url.pathname.slice(basePath.length))),
    ...given(
      'query',
      Object.fromEntries([...url.searchParams].map(([name, text]) => [name, typed(name, text)])),
    ),
  };
  const options = {
    ...given('params', params),
    ...(request.requestBody === null ? {} : { body: bodyOf(request) }),
  };
  const more = Object.keys(options).length > 0 ? `, ${JSON.stringify(options, null, 2)}` : '';
  return `import { createClient } from '@atteny/client';

const atteny = createClient({
  apiKey: process.env.${keyVariable},
  baseUrl: ${JSON.stringify(origin)},
});

const { data } = await atteny.${request.method}(${JSON.stringify(path)}${more});
console.log(data);
`;
}

/** A test that holds the reply to what it was: its status, and its code where it was refused. */
function asTest(request: JournalRequest, origin: string): string {
  const { operationId, method, target, requestBody, status, code } = request;
  const body =
    requestBody === null
      ? ''
      : `
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(${JSON.stringify(bodyOf(request), null, 2).replaceAll('\n', '\n    ')}),`;
  const expected = code === null ? '{ success: true }' : `{ success: false, code: ${JSON.stringify(code)} }`;
  return `import { expect, test } from 'vitest';

test('${operationId} answers ${status}', async () => {
  const response = await fetch(${JSON.stringify(origin + target)}, {
    method: '${method}',
    headers: {
      Authorization: \`Bearer \${process.env.${keyVariable}}\`,${body || '\n    },'}
  });
  expect(response.status).toBe(${status});
  expect(await response.json()).toMatchObject(${expected});
});
`;
}

function bodyOf({ requestBody }: JournalRequest): unknown {
  return parsed(requestBody) ?? requestBody;
}

function pathValues(template: string, path: string): Record<string, string> {
  const parts = path.split('/');
  const named = template.split('/').flatMap((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [[name, decodeURIComponent(parts[index] ?? '')] as const];
  });
  return Object.fromEntries(named);
}

/** Which parameters of a query are numbers. */
const numeric = new Set(['page', 'limit']);

function typed(name: string, text: string): string | number {
  return numeric.has(name) && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function given(name: string, value: object): object {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}
