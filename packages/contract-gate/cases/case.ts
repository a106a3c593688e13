import type { Verdict } from '../src/change.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- cases edit a parsed document freely
export type Draft = any;
export type Edit = (document: Draft) => unknown;

/** One pair of documents: base.yaml (after `prepare`) and the same with `edit`; the verdict defaults to that of its list. */
export type Case = [name: string, edit: Edit, verdict?: Verdict | undefined, prepare?: Edit];

export function rename(record: Draft, from: string, to: string): void {
  record[to] = record[from];
  delete record[from];
}

export function discriminator(document: Draft): Draft {
  return document.paths['/payments'].post.requestBody.content['application/json'].schema.discriminator;
}

/** A schema before and after, as a property of a request that is closed. */
export function inRequest(name: string, before: unknown, after: unknown): Case {
  return ofProperty('CreateOrder', `request: ${name}`, before, after);
}

/** A schema before and after, as a property of a reply that is open. */
export function inReply(name: string, before: unknown, after: unknown): Case {
  return ofProperty('OrderDetail', `reply: ${name}`, before, after);
}

function ofProperty(schema: string, name: string, before: unknown, after: unknown): Case {
  const put =
    (value: unknown): Edit =>
    (document) => {
      document.components.schemas[schema].properties.probe = structuredClone(value);
      if (schema === 'OrderDetail') document.components.schemas[schema].required = ['id', 'probe'];
    };
  return [name, put(after), undefined, put(before)];
}
