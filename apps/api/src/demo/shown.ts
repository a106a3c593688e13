import { publicOperations, type OperationId } from '@atteny/contract';
import { publicDocument, resolve } from '@atteny/contract/documents';

/** The identifier that the contract's samples of an operation ask for: what they name is in the demo data. */
export function shownBy(operationId: OperationId, parameter: string): string {
  const { method, path } = publicOperations[operationId];
  const operation = publicDocument.paths?.[path]?.[method];
  for (const reference of operation?.parameters ?? []) {
    const { name, example } = resolve(publicDocument, reference);
    if (name === parameter && typeof example === 'string') return example;
  }
  throw new Error(`The contract has no example of ${parameter} of ${operationId}.`);
}
