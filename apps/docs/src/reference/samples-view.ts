import type { Operation } from '../contract/operations.ts';
import { sampleLanguages, samplesOf } from '../samples/samples.ts';
import { codeBody, copyButton } from '../site/code-block.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';

/** The right-hand column of an operation: the request in each language, and every reply the contract has an example of. */
export function samplesView(operation: Operation, view: View): Html {
  return operation.kind === 'webhook'
    ? html`${deliveryCard(operation, view)}`
    : html`${requestCard(operation, view)} ${responseCard(operation, view)}`;
}

function requestCard(operation: Operation, view: View): Html {
  const { labels } = view;
  // Of the console's operations there is no client to show.
  const languages = sampleLanguages.filter(({ id }) => view.section === 'reference' || id === 'curl');
  const samples = samplesOf(operation, view.origins.mock).filter(({ language }) =>
    languages.includes(language),
  );
  const examples = operation.body?.examples ?? [];
  const first = samples[0];
  return html`<figure class="code card" data-code data-request>
    <figcaption>
      <span class="tabs" role="group" aria-label="${labels.request}">
        ${languages.map(
          (language, index) =>
            html`<button
              type="button"
              data-language="${language.id}"
              aria-pressed="${index === 0 ? 'true' : 'false'}"
            >
              ${language.title}
            </button>`,
        )}
      </span>
      ${copyButton(labels)}
    </figcaption>
    <div class="choices">
      ${view.section === 'reference' && serverSelect(view)}${
        examples.length > 1 &&
        html`<select data-example aria-label="${labels.example}">
          ${examples.map((example) => html`<option value="${example.name}">${example.summary}</option>`)}
        </select>`
      }
      ${view.section === 'reference' && html`<a class="run" href="${view.link(`/try/#${operation.id}`)}">${labels.tryIt}</a>`}
    </div>
    ${samples.map(
      (sample) =>
        html`<div
          data-panel="${sample.language.id}"
          data-for="${sample.example?.name ?? ''}"
          ${sample === first ? null : html`hidden`}
        >
          ${codeBody(sample.source, sample.language.highlight, view.origins)}
        </div>`,
    )}
  </figure>`;
}

/** Chooses the server whose address and key all samples of the site show. */
export function serverSelect({ labels }: View): Html {
  return html`<select data-origin aria-label="${labels.server}">
    <option value="mock">${labels.servers.mock}</option>
    <option value="sandbox">${labels.servers.sandbox}</option>
    <option value="production">${labels.servers.production}</option>
  </select>`;
}

function responseCard(operation: Operation, view: View): Html | null {
  const entries = operation.responses.flatMap(({ status, examples }) =>
    examples.map((example) => ({ status, ...example })),
  );
  return exampleCard(
    view.labels.response,
    entries.map(({ status, summary, value }) => ({ title: `${status} · ${summary}`, value })),
    view,
  );
}

function deliveryCard(operation: Operation, view: View): Html | null {
  const examples = operation.body?.examples ?? [];
  return exampleCard(
    view.labels.delivery,
    examples.map(({ summary, value }) => ({ title: summary, value })),
    view,
  );
}

function exampleCard(title: string, entries: { title: string; value: unknown }[], view: View): Html | null {
  if (entries.length === 0) return null;
  return html`<figure class="code card" data-code data-replies>
    <figcaption>
      ${
        entries.length > 1
          ? html`<select data-reply aria-label="${title}">
              ${entries.map((entry, index) => html`<option value="${index}">${entry.title}</option>`)}
            </select>`
          : html`<span>${title}: ${entries[0]?.title}</span>`
      }
      ${copyButton(view.labels)}
    </figcaption>
    ${entries.map(
      (entry, index) =>
        html`<div data-panel="${index}" ${index > 0 ? html`hidden` : null}>
          ${codeBody(JSON.stringify(entry.value, null, 2), 'json', view.origins)}
        </div>`,
    )}
  </figure>`;
}
