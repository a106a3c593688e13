import type { ContractDocument } from '../contract/document.ts';
import { operationsOf } from '../contract/operations.ts';
import type { Origins } from '../site/origins.ts';

/**
 * Puts in what a guide must not repeat: `{{mock}}`, `{{sandbox}}`, `{{production}}` (addresses with the base path),
 * `{{sandboxOrigin}}`, `{{key}}`, the first example of a reply by `{{example.<operationId>.<status>}}`, and figures of the contract such as `{{x-atteny-limits.rate.requests}}`.
 * Throws for a name that stands for nothing.
 */
export function fillPlaceholders(text: string, document: ContractDocument, origins: Origins): string {
  return text.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    if (name === 'mock' || name === 'sandbox' || name === 'production') return origins[name].baseUrl;
    if (name === 'sandboxOrigin') return new URL(origins.sandbox.baseUrl).origin;
    if (name === 'key') return origins.mock.key;
    if (name.startsWith('example.')) return exampleOf(document, name);
    const value = name
      .split('.')
      .reduce<unknown>((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], document);
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new Error(`{{${name}}} stands for nothing: no address, and no figure of the contract.`);
    }
    return String(value);
  });
}

function exampleOf(document: ContractDocument, name: string): string {
  const [, id, status] = name.split('.');
  const operation = operationsOf(document).find((one) => one.id === id);
  const example = operation?.responses.find((response) => response.status === status)?.examples[0];
  if (!example) throw new Error(`{{${name}}} stands for nothing: the contract has no such example.`);
  return JSON.stringify(example.value, null, 2);
}
