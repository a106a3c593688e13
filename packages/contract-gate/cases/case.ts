import type { Verdict } from '../src/change.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- cases edit a parsed document freely
export type Draft = any;
type Edit = (document: Draft) => unknown;

/** One pair of documents: base.yaml (after `prepare`) and the same with `edit`; the verdict defaults to that of its list. */
export type Case = [name: string, edit: Edit, verdict?: Verdict, prepare?: Edit];

export function rename(record: Draft, from: string, to: string): void {
  record[to] = record[from];
  delete record[from];
}

export function discriminator(document: Draft): Draft {
  return document.paths['/payments'].post.requestBody.content['application/json'].schema.discriminator;
}
