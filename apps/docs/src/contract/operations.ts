import type {
  ContractDocument,
  Example,
  Media,
  OperationObject,
  Parameter,
  Response,
  Tag,
} from './document.ts';
import { resolve } from './document.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

/** One operation or webhook, every `$ref` of its surface followed. */
export interface Operation {
  id: string;
  /** `webhook`: a request that the reader's server receives. */
  kind: 'operation' | 'webhook';
  method: Method;
  /** As in the contract, without the base path; for a webhook its key. */
  path: string;
  tag: string;
  /** Where it is described, in either language: `/reference/contacts/createContact/`. */
  address: string;
  summary: string;
  description: string;
  inferred: boolean;
  /** Empty: any valid key will do. `null`: no key is involved. */
  scopes: string[] | null;
  emits: string[];
  parameters: Parameter[];
  body: { description: string; required: boolean; media: Media; examples: NamedExample[] } | null;
  responses: { status: string; response: Response; media: Media | null; examples: NamedExample[] }[];
}

export interface NamedExample {
  name: string;
  summary: string;
  value: unknown;
}

/**
 * Every operation and webhook of the document, in the order in which it lists them. `section` is where its reference stands
 * in the site.
 */
export function operationsOf(document: ContractDocument, section = 'reference'): Operation[] {
  const read = (items: Record<string, Record<string, unknown>>, kind: Operation['kind']) =>
    Object.entries(items).flatMap(([path, item]) =>
      methods.flatMap((method) =>
        item[method]
          ? [readOperation(document, { kind, path, method, section }, item[method] as OperationObject)]
          : [],
      ),
    );
  return [...read(document.paths, 'operation'), ...read(document.webhooks ?? {}, 'webhook')];
}

/** The tags with the operations that they hold; one without any is left out. */
export function groupByTag(document: ContractDocument, operations: Operation[]) {
  return document.tags
    .map((tag: Tag) => ({ tag, operations: operations.filter((operation) => operation.tag === tag.name) }))
    .filter((group) => group.operations.length > 0);
}

function readOperation(
  document: ContractDocument,
  { kind, path, method, section }: Pick<Operation, 'kind' | 'path' | 'method'> & { section: string },
  object: OperationObject,
): Operation {
  const body = object.requestBody ? resolve(document, object.requestBody) : null;
  const bodyMedia = body ? jsonOf(body.content) : null;
  return {
    id: object.operationId,
    kind,
    method,
    path,
    tag: object.tags[0] ?? '',
    address: `/${section}/${object.tags[0] ?? ''}/${object.operationId}/`,
    summary: object.summary,
    description: object.description ?? '',
    inferred: object['x-atteny-source'] === 'inferred',
    scopes: kind === 'webhook' ? null : (object.security?.[0]?.['apiKey'] ?? null),
    emits: object['x-atteny-emits'] ?? [],
    parameters: (object.parameters ?? []).map((parameter) => resolve(document, parameter)),
    body:
      body && bodyMedia
        ? {
            description: body.description ?? '',
            required: body.required ?? false,
            media: bodyMedia,
            examples: examplesOf(document, bodyMedia),
          }
        : null,
    responses: Object.entries(object.responses).map(([status, reference]) => {
      const response = resolve(document, reference);
      const media = jsonOf(response.content ?? {});
      return { status, response, media, examples: media ? examplesOf(document, media) : [] };
    }),
  };
}

function jsonOf(content: Record<string, Media>): Media | null {
  return content['application/json'] ?? null;
}

function examplesOf(document: ContractDocument, media: Media): NamedExample[] {
  return Object.entries(media.examples ?? {}).map(([name, reference]) => {
    const example: Example = resolve(document, reference);
    return { name, summary: example.summary ?? name, value: example.value };
  });
}
