import type { OpenAPIV3_1 } from 'openapi-types';
import type { Operation } from '../src/operation.ts';
import { ContractError } from '../src/contract-error.ts';
import { errorCodesOf } from './error-codes.ts';
import { resolve } from '../src/references.ts';

type Document = OpenAPIV3_1.Document;
type OperationObject = OpenAPIV3_1.OperationObject<{
  'x-atteny-source'?: Operation['source'];
  'x-atteny-sandbox'?: boolean;
  'x-atteny-feature'?: string;
  'x-atteny-emits'?: string[];
}>;

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * Every operation of a bundled document by its operationId, in the order of the document.
 * @throws ContractError when one names no tag or source, or a status that is not a number
 */
export function operationsOf(document: Document): Record<string, Operation> {
  const operations: Record<string, Operation> = {};
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item?.[method] as OperationObject | undefined;
      if (!operation) continue;
      const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])];
      const read = readOperation(document, method, path, operation, parameters);
      operations[read.operationId] = read;
    }
  }
  return operations;
}

/** The summary of every operation of a bundled document by its operationId. */
export function summariesOf(document: Document): Record<string, string> {
  const operations = Object.values(document.paths ?? {}).flatMap((item) =>
    methods.flatMap((method) => item?.[method] ?? []),
  );
  return Object.fromEntries(operations.map(({ operationId = '', summary = '' }) => [operationId, summary]));
}

function readOperation(
  document: Document,
  method: Operation['method'],
  path: string,
  operation: OperationObject,
  parameters: (OpenAPIV3_1.ParameterObject | OpenAPIV3_1.ReferenceObject)[],
): Operation {
  const name = `${method.toUpperCase()} ${path}`;
  const { operationId, tags, 'x-atteny-source': source } = operation;
  if (!operationId || !tags?.[0]) throw new ContractError([`${name} needs an operationId and a tag`]);
  if (source !== 'documented' && source !== 'inferred') {
    throw new ContractError([`${name} needs x-atteny-source: documented or inferred`]);
  }
  const responses = responsesOf(document, name, operation);
  const taken = parameters.map((parameter) => resolve<OpenAPIV3_1.ParameterObject>(document, parameter).name);
  const [credential] = operation.security ?? document.security ?? [];
  return {
    operationId,
    method,
    path,
    tag: tags[0],
    security: Object.keys(credential ?? {})[0] ?? null,
    scopes: Object.values(credential ?? {})[0] ?? [],
    statuses: responses.map(([status]) => status),
    errorCodes: Object.fromEntries(
      responses
        .filter(([status]) => status >= 400)
        .map(([status, response]) => [status, errorCodesOf(document, response)]),
    ),
    body: bodyOf(document, operation),
    paginated: taken.includes('page') && taken.includes('limit'),
    idempotent: taken.includes('Idempotency-Key'),
    source,
    sandbox: operation['x-atteny-sandbox'] === true,
    feature: operation['x-atteny-feature'] ?? null,
    emits: operation['x-atteny-emits'] ?? [],
  };
}

function responsesOf(document: Document, name: string, operation: OperationObject) {
  return Object.entries(operation.responses ?? {})
    .map(([key, response]): [number, OpenAPIV3_1.ResponseObject] => {
      const status = Number(key);
      if (!Number.isInteger(status)) {
        throw new ContractError([`${name} documents ${key}, which is not one status`]);
      }
      return [status, resolve<OpenAPIV3_1.ResponseObject>(document, response)];
    })
    .toSorted(([a], [b]) => a - b);
}

function bodyOf(document: Document, operation: OperationObject): Operation['body'] {
  if (!operation.requestBody) return 'none';
  return resolve<OpenAPIV3_1.RequestBodyObject>(document, operation.requestBody).required
    ? 'required'
    : 'optional';
}
