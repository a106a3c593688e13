import { codeSamples } from '../samples/samples.ts';
import type { ContractDocument } from '../contract/document.ts';
import type { Edition } from '../site/edition.ts';

/** A copy of the contract for the try-it page: the local servers first, our samples on each operation, no webhooks. */
export function tryDocument({ bundle, labels, origins, operations }: Edition): ContractDocument {
  const { webhooks: _, ...document } = structuredClone(bundle.document);
  for (const operation of operations.filter(({ kind }) => kind === 'operation')) {
    const object = document.paths[operation.path]?.[operation.method] as Record<string, unknown>;
    object['x-codeSamples'] = codeSamples(operation, origins.mock);
  }
  const described = new Set(operations.filter(({ kind }) => kind === 'operation').map(({ tag }) => tag));
  const { title, version } = document.info;
  const scheme = document.components.securitySchemes?.['apiKey'];
  // Its renderer cuts the description of the scheme to half a line; ours stands in the reference.
  if (scheme) delete scheme.description;
  return {
    ...document,
    info: { title, version, description: labels.tryIntroduction },
    tags: document.tags.filter(({ name }) => described.has(name)),
    servers: [
      { url: origins.mock.baseUrl, description: labels.servers.mock },
      { url: origins.sandbox.baseUrl, description: labels.servers.sandbox },
    ],
  };
}
