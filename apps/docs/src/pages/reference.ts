import { collectionFile } from '../collection/collection.ts';
import { resolve } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import { eventOf, methodBadge, sourceBadge } from '../reference/badges.ts';
import { operationView } from '../reference/operation-view.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown, plainText } from '../site/markdown.ts';
import { neighbours } from './prose.ts';
import { shell } from './shell.ts';

type Group = View['groups'][number];

/**
 * What one tag is about, and its operations. Each row has the operation's id, because all operations of a tag once stood on
 * this page: an address of then (`reference/contacts/#createContact`) is led on by the script, and without it by the row.
 */
export function tagPage(view: View, group: Group): Html {
  const { tag } = group;
  const title = tag['x-displayName'] ?? tag.name;
  const main = html`<article class="prose">
    <h1>${title}</h1>
    <p class="lead">${inlineMarkdown(tag.description ?? '')}</p>
    ${operationList(view, group, 'with ids')}
  </article>`;
  return shell(view, { title, description: tag.description ?? title, main, layout: 'reading' });
}

/** One operation beside its samples, with the way to its neighbours of the same tag. */
export function operationPage(view: View, operation: Operation, { tag, operations }: Group): Html {
  const at = operations.indexOf(operation);
  const main = html`<p class="place">
      <a href="${view.link(`/${view.section}/${tag.name}/`)}">${tag['x-displayName'] ?? tag.name}</a>
    </p>
    ${operationView(operation, view)}
    ${neighbours(
      view,
      view.labels.reference,
      [operations[at - 1], operations[at + 1]].map(
        (other) => other && { title: other.summary, target: other.address },
      ),
    )}`;
  return shell(view, {
    title: operation.summary,
    description: plainText(operation.description).split('\n\n')[0] ?? operation.summary,
    main,
    layout: 'reference',
  });
}

/** All operations at a glance, the scopes, and the contract as a file. */
export function overviewPage(view: View): Html {
  const { labels, groups, bundle } = view;
  const main = html`<article class="prose">
    <h1>${labels.reference}</h1>
    <p class="lead">${bundle.document.info.title} ${bundle.document.info.version}</p>
    <h2 id="base-url">${labels.baseUrl}</h2>
    ${originsTable(view)}
    <h2 id="scopes">${labels.scopes}</h2>
    ${scopesTable(view)} ${groups.map((group) => groupTable(view, group))}
    <h2 id="download">${labels.download}</h2>
    <p>
      ${labels.downloads}: <a href="${view.link('/openapi.yaml')}" download>openapi.yaml</a> ·
      <a href="${view.link('/openapi.json')}" download>openapi.json</a>
    </p>
    <p>${labels.collection}: <a href="${view.link(`/${collectionFile}`)}" download>${collectionFile}</a></p>
  </article>`;
  return shell(view, {
    title: labels.reference,
    description: bundle.document.info.summary ?? '',
    main,
    layout: 'reading',
  });
}

/** The contract of dashboard and sandbox: its prose, all operations at a glance, the contract as a file. */
export function consoleOverviewPage(view: View): Html {
  const { labels, groups, bundle, fundamentals } = view;
  const { title, summary = '' } = bundle.document.info;
  const main = html`<article class="prose">
    <h1>${title}</h1>
    <p class="lead">${summary}</p>
    ${groups.map((group) => groupTable(view, group))}
    <h2 id="download">${labels.download}</h2>
    <p>
      ${labels.downloads}: <a href="${view.link('/console/openapi.yaml')}" download>openapi.yaml</a> ·
      <a href="${view.link('/console/openapi.json')}" download>openapi.json</a>
    </p>
    ${fundamentals.intro} ${fundamentals.html}
  </article>`;
  return shell(view, {
    title,
    description: summary,
    main,
    layout: 'reading',
    contents: fundamentals.headings.map((heading) => ({ ...heading, depth: heading.depth + 1 })),
  });
}

/** The address to begin with, for each server. */
function originsTable({ labels, origins }: View): Html {
  return html`<div class="table" tabindex="0">
    <table>
      <tbody>
        ${(['production', 'mock', 'sandbox'] as const).map(
          (name) =>
            html`<tr>
              <td>${labels.servers[name]}</td>
              <td><code>${origins[name].baseUrl}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function groupTable(view: View, group: Group): Html {
  const { tag } = group;
  // The console's prose has headings of the same names on the same page.
  const id = view.section === 'console' ? `tag-${tag.name}` : tag.name;
  return html`<h2 id="${id}">
      <a href="${view.link(`/${view.section}/${tag.name}/`)}">${tag['x-displayName'] ?? tag.name}</a>
    </h2>
    ${operationList(view, group, 'without ids')}`;
}

function operationList(view: View, { operations }: Group, ids: 'with ids' | 'without ids'): Html {
  const rows = operations.map(
    (operation) =>
      html`<li ${ids === 'with ids' ? html`id="${operation.id}" data-moved` : null}>
        <a href="${view.link(operation.address)}">
          ${methodBadge(operation)} <span class="name">${operation.summary}</span>
          <code>${eventOf(operation) ?? operation.path}</code></a
        >
        ${sourceBadge(operation.inferred ? 'inferred' : 'documented', view)}
      </li>`,
  );
  return html`<ul class="index">
    ${rows}
  </ul>`;
}

function scopesTable(view: View): Html {
  const { labels, bundle, operations } = view;
  const scheme = bundle.document.components.securitySchemes?.['apiKey'];
  const scopes = scheme ? (resolve(bundle.document, scheme)['x-atteny-scopes'] ?? []) : [];
  const rows = scopes.map(({ name, description }) => {
    const users = operations.filter((operation) => operation.scopes?.includes(name));
    return html`<tr>
      <td><code>${name}</code></td>
      <td>${description}</td>
      <td>
        ${users.map(
          (operation) => html`<a href="${view.link(operation.address)}">${operation.summary}</a><br />`,
        )}
      </td>
    </tr>`;
  });
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          <th>${labels.scope}</th>
          <th>${labels.allows}</th>
          <th>${labels.usedBy}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
