import { callOf, pathOf } from '../samples/call.ts';
import { codeBody, copyButton } from '../site/code-block.ts';
import { serverSelect } from '../reference/samples-view.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { curlSample } from '../samples/curl.ts';
import { homeWords } from './home-words.ts';
import { shell } from './shell.ts';

/** The first page: what the API does, and a call that is answered at once. */
export function homePage(view: View): Html {
  const words = homeWords[view.language];
  const { info } = view.bundle.document;
  const main = html`<section class="hero">
      <div>
        <h1>${words.title}</h1>
        <p class="lead">${info.summary}</p>
        <ol class="steps">
          <li>
            <p>${words.stepStart}</p>
            <pre tabindex="0"><code>npx -y pnpm@12.21.0 start</code></pre>
          </li>
          <li><p>${words.stepCall}</p></li>
          <li><p>${words.stepKey}</p></li>
        </ol>
        <p class="actions">
          <a class="button" href="${view.link('/guides/quick-start/')}">${words.quickStart}</a>
          <a class="button plain" href="${view.link('/reference/')}">${words.reference}</a>
        </p>
      </div>
      <div class="terminal">${firstCall(view)}</div>
    </section>
    <section class="cards">
      ${words.cards.map(
        (card) =>
          html`<a href="${view.link(card.target)}"
            ><h2>${card.title}</h2>
            <p>${card.text}</p></a
          >`,
      )}
    </section>
    <section class="resources">
      <h2>${words.resources}</h2>
      <ul>
        ${view.groups.map(
          ({ tag, operations }) =>
            html`<li>
              <a href="${view.link(`/reference/${tag.name}/`)}"
                ><b>${tag['x-displayName'] ?? tag.name}</b> <span class="count">${operations.length}</span>
                <p>${tag.description}</p></a
              >
            </li>`,
        )}
      </ul>
    </section>`;
  return shell(view, { title: words.title, description: info.summary ?? '', main, layout: 'home' });
}

/** GET /me against the chosen server, with the reply that the contract gives as its example. */
function firstCall(view: View): Html {
  const { labels, origins } = view;
  const operation = view.operations.find((one) => one.id === 'getMe');
  const reply = operation?.responses[0];
  if (!operation || !reply) throw new Error('The home page shows getMe, which the contract no longer has.');
  const call = callOf(operation, undefined);
  return html`<figure class="code card" data-code>
      <figcaption>
        <span>${operation.method.toUpperCase()} ${pathOf(call)}</span
        >${serverSelect(view)}${copyButton(labels)}
      </figcaption>
      ${codeBody(curlSample(call, origins.mock), 'bash', origins)}
    </figure>
    <figure class="code card reply" data-code>
      <figcaption><span>${labels.response}</span><span class="status ok">${reply.status}</span></figcaption>
      ${codeBody(JSON.stringify(reply.examples[0]?.value, null, 2), 'json', origins)}
    </figure>`;
}
