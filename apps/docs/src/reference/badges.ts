import type { Source } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';

/** Marks what was decided here, with a link to what that means. Nothing for what the product documents. */
export function sourceBadge(source: Source | undefined, view: View): Html | null {
  // All of the console's contract was decided here: its prose says so once.
  if (source !== 'inferred' || view.section === 'console') return null;
  const { labels } = view;
  return html`<a class="badge inferred" href="${view.link('/guides/inferred/')}" title="${labels.inferredWhy}"
    >${labels.inferred}</a
  >`;
}

export function methodBadge(operation: Pick<Operation, 'method'>): Html {
  return html`<span class="method ${operation.method}"
    >${operation.method === 'delete' ? 'DEL' : operation.method.toUpperCase()}</span
  >`;
}

/** What the key must be allowed to do; links to what the scopes mean. */
export function scopeLine(operation: Operation, view: View): Html | null {
  if (operation.scopes === null) return null;
  const { labels } = view;
  const scopes = operation.scopes.map((scope) => html`<code>${scope}</code> `);
  return html`<a class="chip" href="${view.link('/reference/#scopes')}"
    ><span>${labels.scope}</span> ${scopes.length > 0 ? scopes : labels.anyKey}</a
  >`;
}

/** The events that the operation causes, each with a link to what arrives. */
export function emitsLine(operation: Operation, view: View): Html[] {
  return operation.emits.map((event) => {
    const receiver = view.operations.find((other) => other.kind === 'webhook' && eventOf(other) === event);
    if (!receiver) {
      throw new Error(`${operation.id} emits ${event}, which no webhook of the contract describes.`);
    }
    return html`<a class="chip event" href="${view.link(receiver.address)}"
      ><span>${view.labels.causes}</span> <code>${event}</code></a
    >`;
  });
}

/** For a webhook: the operations that cause it. */
export function causedByLine(webhook: Operation, view: View): Html[] {
  const event = eventOf(webhook);
  return view.operations
    .filter((operation) => event !== null && operation.emits.includes(event))
    .map(
      (operation) =>
        html`<a class="chip event" href="${view.link(operation.address)}"
          ><span>${view.labels.causedBy}</span> ${operation.summary}</a
        >`,
    );
}

/** The name of the event that a webhook carries, as its example gives it; null for an operation. */
export function eventOf(operation: Operation): string | null {
  if (operation.kind !== 'webhook') return null;
  const value = operation.body?.examples[0]?.value;
  return typeof value === 'object' && value !== null && 'event' in value
    ? String(value.event)
    : operation.path;
}
