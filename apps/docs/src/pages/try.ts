import type { Parameter } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import { sourceBadge } from '../reference/badges.ts';
import { shapeOf } from '../reference/schema-shape.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown, markdown } from '../site/markdown.ts';
import { shell } from './shell.ts';

/**
 * The page that sends real requests to the mock or the sandbox. Each operation's form stands in a template of its own; the
 * script shows the chosen one, sends it and shows the reply. Without scripts it says what it is and where else to go.
 */
export function tryPage(view: View): Html {
  const { labels, origins } = view;
  const operations = view.operations.filter(({ kind }) => kind === 'operation');
  const main = html`<article
    class="try"
    data-try
    data-console="${new URL(origins.sandbox.baseUrl).origin}/console/"
  >
    <h1>${labels.tryIt}</h1>
    <div class="lead">${markdown(labels.tryIntroduction, { labels, origins }).html}</div>
    <p data-without-scripts>${labels.tryWithoutScripts}</p>
    <p>
      <a href="${view.link('/guides/quick-start/')}">${labels.tryByCurl}</a>
    </p>
    <form hidden data-request-form>
      <div class="fields">
        <label class="wide"
          >${labels.operation}
          <select data-operation>
            ${view.groups.map(({ tag, operations: members }) => operationOptions(tag['x-displayName'] ?? tag.name, members))}
          </select></label
        >
        <label
          >${labels.server}
          <select data-server>
            ${(['mock', 'sandbox'] as const).map(
              (name) =>
                html`<option value="${name}" data-base-url="${origins[name].baseUrl}">
                  ${labels.servers[name]}
                </option>`,
            )}
          </select></label
        >
        <label
          >${labels.key}
          <input data-api-key value="${origins.mock.key}" autocomplete="off" spellcheck="false" />
        </label>
      </div>
      <div data-operation-form></div>
      <p class="actions">
        <button type="submit" class="button">${labels.send}</button>
        <a data-reference href="${view.link('/reference/')}">${labels.reference}</a>
      </p>
    </form>
    <section
      class="reply"
      hidden
      data-reply-view
      aria-live="polite"
      data-unreachable="${labels.unreachable}"
      data-sending="${labels.sending}"
      data-empty="${labels.noBody}"
    >
      <h2>${labels.response}</h2>
      <p class="outcome" data-outcome></p>
      <p hidden data-thread><a href="#">${labels.seeInDashboard}</a></p>
      <figure class="code" data-code>
        <figcaption><span data-reply-type></span></figcaption>
        <pre tabindex="0"><code data-reply-body></code></pre>
      </figure>
      <details>
        <summary>${labels.headers}</summary>
        <pre tabindex="0" class="headers"><code data-reply-headers></code></pre>
      </details>
    </section>
    ${operations.map((operation) => operationTemplate(operation, view))}
  </article>`;
  return shell(view, {
    title: labels.tryIt,
    description: view.bundle.document.info.summary ?? '',
    main,
    layout: 'reading',
    policy: 'try',
    asText: false,
  });
}

function operationOptions(title: string, members: Operation[]): Html | null {
  const sendable = members.filter(({ kind }) => kind === 'operation');
  if (sendable.length === 0) return null;
  return html`<optgroup label="${title}">
    ${sendable.map(
      ({ id, method, path, summary }) =>
        html`<option value="${id}">${method.toUpperCase()} ${path} · ${summary}</option>`,
    )}
  </optgroup>`;
}

function operationTemplate(operation: Operation, view: View): Html {
  const { labels } = view;
  const { id, method, path, parameters, body, responses } = operation;
  const replies = responses.flatMap(({ status, examples }) =>
    examples.map(({ name, summary }) => ({ status, name, summary })),
  );
  return html`<template
    data-form="${id}"
    data-method="${method.toUpperCase()}"
    data-path="${path}"
    data-address="${view.link(operation.address)}"
  >
    <div class="fields">
      ${parameters.map((parameter) => parameterField(operation, parameter, view))}
      <label data-mock-only
        >${labels.wantedReply}
        <select data-wanted>
          <option value="">${labels.usualReply}</option>
          ${replies.map(
            ({ status, name, summary }) =>
              html`<option value="code=${status}, example=${name}">${status} · ${summary}</option>`,
          )}
        </select></label
      >
    </div>
    ${
      body &&
      html`<div class="fields">
        ${
          body.examples.length > 1 &&
          html`<label class="wide"
            >${labels.example}
            <select data-body-example>
              ${body.examples.map(
                (example) =>
                  html`<option value="${JSON.stringify(example.value, null, 2)}">${example.summary}</option>`,
              )}
            </select></label
          >`
        }
        <label class="wide"
          >${labels.body}
          <textarea data-body rows="8" spellcheck="false">
${JSON.stringify(body.examples[0]?.value ?? {}, null, 2)}</textarea>
        </label>
      </div>`
    }
  </template>`;
}

/**
 * A field for one parameter. What the path needs is filled in; what may be left out is left out: an `Idempotency-Key` sent
 * unasked would make the second request a repetition of the first.
 */
function parameterField({ id }: Operation, parameter: Parameter, view: View): Html {
  const { name, required = false, example, schema = {}, description = '' } = parameter;
  const { enum: values } = shapeOf(view.bundle.document, schema).schema;
  const hint = `hint-${id}-${name}`;
  const field = html`data-parameter="${name}" data-in="${parameter.in}" aria-describedby="${hint}"
  ${required ? html`required` : null}`;
  return html`<div>
    <label
      ><span
        ><code>${name}</code> ${required && html`<span class="need required">${view.labels.required}</span>`}
        ${sourceBadge(parameter['x-atteny-source'], view)}</span
      >
      ${
        values
          ? html`<select ${field}>
              <option value=""></option>
              ${values.map((value) => html`<option>${String(value)}</option>`)}
            </select>`
          : html`<input
              ${field}
              value="${required ? String(example ?? '') : ''}"
              placeholder="${example === undefined ? '' : String(example)}"
              autocomplete="off"
              spellcheck="false"
            />`
      }
    </label>
    <p class="hint" id="${hint}">${inlineMarkdown(description)}</p>
  </div>`;
}
