import type { Operation } from '../contract/operations.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown, markdown } from '../site/markdown.ts';
import { causedByLine, emitsLine, eventOf, methodBadge, scopeLine, sourceBadge } from './badges.ts';
import { parametersView } from './parameters-view.ts';
import { responsesView } from './responses-view.ts';
import { samplesView } from './samples-view.ts';
import { bodySchema } from './schema-view.ts';

/** One operation: what it does on the left, how it looks on the right. */
export function operationView(operation: Operation, view: View): Html {
  const { labels } = view;
  return html`<section class="operation" id="${operation.id}">
    <div class="text">
      <h1>${operation.summary} ${sourceBadge(operation.inferred ? 'inferred' : 'documented', view)}</h1>
      <p class="endpoint">${methodBadge(operation)} <code>${endpoint(operation)}</code></p>
      <p class="chips">
        ${scopeLine(operation, view)} ${emitsLine(operation, view)} ${causedByLine(operation, view)}
      </p>
      ${markdown(operation.description, { labels, origins: view.origins, link: view.link, headingOffset: 1 }).html}
      ${parametersView(operation, view)} ${bodyView(operation, view)} ${responsesView(operation, view)}
    </div>
    <div class="samples">${samplesView(operation, view)}</div>
  </section>`;
}

function bodyView({ body, kind }: Operation, view: View): Html | null {
  if (!body?.media.schema) return null;
  return html`<h2>
      ${view.labels.body}${!body.required && html` <span class="need optional">${view.labels.optional}</span>`}
    </h2>
    ${body.description && html`<p>${inlineMarkdown(body.description)}</p>`}
    ${bodySchema(body.media.schema, kind === 'webhook' ? 'optional' : 'required', view)}`;
}

/** The path with places to break a long one, or the event of a webhook. */
function endpoint(operation: Operation): Html {
  if (operation.kind === 'webhook') return html`${eventOf(operation)}`;
  return html`${operation.path
    .split('/')
    .slice(1)
    .map(
      (part) => html`<wbr />/${part.startsWith('{') ? html`<span class="variable">${part}</span>` : part}`,
    )}`;
}
