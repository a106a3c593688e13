import { errorAddress } from '../errors/errors.ts';
import { resolve, type Header, type Schema } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown } from '../site/markdown.ts';
import { fieldRow } from './parameters-view.ts';
import { bodySchema } from './schema-view.ts';

type OperationResponse = Operation['responses'][number];

/** What comes back: success in full, then each error with its codes, headers folded away. */
export function responsesView(operation: Operation, view: View): Html {
  const isError = ({ status }: OperationResponse) => /^[45]/.test(status);
  const successes = operation.responses.filter((response) => !isError(response));
  const errors = operation.responses.filter(isError);
  return html`<h2>${view.labels.responses}</h2>
    ${successes.map((response) => successView(response, view))}
    ${
      errors.length > 0 &&
      html`<h2>${view.labels.errors}</h2>
        <div class="errors">${errors.map((response) => errorView(response, view))}</div>`
    }`;
}

function successView({ status, response, media }: OperationResponse, view: View): Html {
  return html`<p class="answer">
      <span class="status ok">${status}</span> ${inlineMarkdown(response.description)}
    </p>
    ${media?.schema ? bodySchema(media.schema, 'optional', view) : null}
    ${headersView(response.headers, view)}`;
}

function errorView({ status, response, media }: OperationResponse, view: View): Html {
  const codes = media?.schema ? codesOf(media.schema, view) : [];
  const properties = media?.schema ? detailsOf(media.schema, view) : null;
  return html`<details>
    <summary>
      <span class="status bad">${status}</span>
      <span class="codes">${codes.map((code) => html`<code>${code}</code> `)}</span>
      <span class="what">${inlineMarkdown(response.description)}</span>
    </summary>
    ${codes.map((code) => errorLink(code, view))} ${properties} ${headersView(response.headers, view)}
  </details>`;
}

function headersView(headers: OperationResponse['response']['headers'], view: View): Html | null {
  const entries = Object.entries(headers ?? {});
  if (entries.length === 0) return null;
  const rows = entries.map(([name, reference]) =>
    fieldRow(name, resolve<Header>(view.bundle.document, reference), 'optional', view),
  );
  return html`<details class="headers">
    <summary>${view.labels.headers} (${entries.length})</summary>
    <ul class="properties">
      ${rows}
    </ul>
  </details>`;
}

/** The way to the page of the code, which the public contract's codes have. */
function errorLink(code: string, view: View): Html | null {
  if (view.section === 'console') return null;
  return html`<p>
    <a href="${view.link(errorAddress(code))}">${view.labels.aboutError} <code>${code}</code></a>
  </p>`;
}

function codesOf(schema: Schema | { $ref: string }, view: View): string[] {
  const { document } = view.bundle;
  const code = resolve<Schema>(document, schema).properties?.['code'];
  return code ? (resolve<Schema>(document, code).enum ?? []).map(String) : [];
}

/** What an error carries beside the envelope that every error has; null when that is all. */
function detailsOf(schema: Schema | { $ref: string }, view: View): Html | null {
  const known = new Set(['success', 'code', 'error']);
  const { properties = {} } = resolve<Schema>(view.bundle.document, schema);
  const more = Object.keys(properties).some((name) => !known.has(name));
  return more ? bodySchema(schema, 'optional', view) : null;
}
