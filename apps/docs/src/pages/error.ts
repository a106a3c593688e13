import { errorAddress, type ErrorCode } from '../errors/errors.ts';
import { fillPlaceholders } from '../guides/placeholders.ts';
import { methodBadge } from '../reference/badges.ts';
import { callOf } from '../samples/call.ts';
import { curlSample } from '../samples/curl.ts';
import { codeBlock } from '../site/code-block.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown, markdown, plainText } from '../site/markdown.ts';
import { shell } from './shell.ts';

/** Every error code with its status and what it means, each with a page. */
export function errorsPage(view: View): Html {
  const { labels, errors } = view;
  const main = html`<article class="prose">
    <h1>${labels.errorCodes}</h1>
    <p class="lead">${labels.errorCodesLead}</p>
    <ul class="index errors-index">
      ${errors.map(
        ({ code, status, meaning }) =>
          html`<li>
            <a href="${view.link(errorAddress(code))}"
              ><span class="status bad">${status}</span> <code>${code}</code>
              <span class="name">${plainText(meaning)}</span></a
            >
          </li>`,
      )}
    </ul>
  </article>`;
  return shell(view, {
    title: labels.errorCodes,
    description: labels.errorCodesLead,
    main,
    layout: 'reading',
  });
}

/** One code: what it means, an example, what to do, how to obtain it on the mock and in the sandbox. */
export function errorPage(view: View, error: ErrorCode): Html {
  const { labels, origins, bundle } = view;
  const meaning = fillPlaceholders(error.meaning, bundle.document, origins);
  const text = fillPlaceholders(error.text, bundle.document, origins);
  const options = { labels, origins, link: view.link, headingOffset: -1 };
  const { html: body, headings } = markdown(text, options);
  const main = html`<article class="prose">
    <p class="place"><a href="${view.link('/errors/')}">${labels.errorCodes}</a></p>
    <h1><span class="status bad">${error.status}</span> <code>${error.code}</code></h1>
    <p class="lead">${inlineMarkdown(meaning)}</p>
    ${codeBlock(JSON.stringify(error.example, null, 2), 'json', { labels, origins })} ${body}
    ${onMock(view, error)} ${answeredBy(view, error)}
  </article>`;
  return shell(view, {
    title: `${error.status} ${error.code}`,
    description: plainText(meaning),
    main,
    layout: 'reading',
    contents: headings.map((heading) => ({ ...heading, depth: 2 })),
  });
}

/** The mock answers any documented reply that it is asked for; what no operation answers, the text tells of. */
function onMock(view: View, { status, operations }: ErrorCode): Html | null {
  const [first] = operations;
  if (!first) return null;
  const { operation, example } = first;
  const call = curlSample(callOf(operation, operation.body?.examples[0]?.value), view.origins.mock);
  const asked = `${call.replace('curl ', 'curl -i ')} \\\n  -H "Prefer: code=${status}, example=${example}"`;
  return html`<h2 id="mock">${view.labels.onMock}</h2>
    ${codeBlock(asked, 'bash', view)}`;
}

function answeredBy(view: View, { operations }: ErrorCode): Html | null {
  if (operations.length === 0) return null;
  if (operations.length === view.operations.filter(({ kind }) => kind === 'operation').length) {
    return html`<h2 id="operations">${view.labels.answeredBy}</h2>
      <p>${view.labels.allOperations}</p>`;
  }
  return html`<h2 id="operations">${view.labels.answeredBy}</h2>
    <ul class="index">
      ${operations.map(
        ({ operation }) =>
          html`<li>
            <a href="${view.link(operation.address)}"
              >${methodBadge(operation)} <span class="name">${operation.summary}</span
              ><code>${operation.path}</code></a
            >
          </li>`,
      )}
    </ul>`;
}
