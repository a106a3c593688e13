import { errorAddress } from '../errors/errors.ts';
import { methodBadge } from '../reference/badges.ts';
import type { View } from '../site/edition.ts';
import { html, type Content, type Html } from '../site/html.ts';

/** The menu at the left: guides, the contract's prose, the reference with every operation; beside the console's, that one's alone. */
export function navigation(view: View): Html {
  const { labels, guides } = view;
  if (view.section === 'console') {
    return html`<nav class="menu" id="menu" aria-label="${labels.menu}">
      <p>${labels.consoleContract}</p>
      <ul>
        ${entry(view, '/console/', labels.overview)} ${groupEntries(view)}
      </ul>
      <p>${labels.fundamentals}</p>
      <ul>
        ${headingEntries(view, '/console/')}
      </ul>
      <p>${labels.siteTitle}</p>
      <ul>
        ${entry(view, '/', labels.backHome)}
      </ul>
    </nav>`;
  }
  return html`<nav class="menu" id="menu" aria-label="${labels.menu}">
    <p>${labels.guides}</p>
    <ul>
      ${guides.map((guide) => entry(view, `/guides/${guide.slug}/`, guide.title))}
      ${entry(view, '/try/', labels.tryIt)}
    </ul>
    <p>${labels.fundamentals}</p>
    <ul>
      ${headingEntries(view, '/concepts/')}
      <li>
        <details ${view.path.startsWith('errors/') ? html`open` : null}>
          <summary>${labels.errorCodes}</summary>
          <ul>
            ${entry(view, '/errors/', labels.overview)}
            ${view.errors.map(({ code, status }) =>
              entry(
                view,
                errorAddress(code),
                html`<span class="method">${status}</span><span>${code}</span>`,
              ),
            )}
          </ul>
        </details>
      </li>
      ${entry(view, '/changelog/', labels.changelog)}
    </ul>
    <p>${labels.reference}</p>
    <ul>
      ${entry(view, '/reference/', labels.overview)} ${groupEntries(view)}
      ${entry(view, '/reference/#download', labels.download)}
      ${entry(view, '/console/', labels.consoleContract)}
    </ul>
  </nav>`;
}

function groupEntries(view: View): Html[] {
  return view.groups.map(({ tag, operations }) => {
    const path = `${view.section}/${tag.name}/`;
    return html`<li>
      <details ${view.path.startsWith(path) ? html`open` : null}>
        <summary>${tag['x-displayName'] ?? tag.name}</summary>
        <ul>
          ${entry(view, `/${path}`, view.labels.overview)}
          ${operations.map((operation) =>
            entry(view, operation.address, html`${methodBadge(operation)}<span>${operation.summary}</span>`),
          )}
        </ul>
      </details>
    </li>`;
  });
}

function headingEntries(view: View, page: string): Html[] {
  return view.fundamentals.headings
    .filter((heading) => heading.depth === 1)
    .map((heading) => html`<li><a href="${view.link(`${page}#${heading.id}`)}">${heading.text}</a></li>`);
}

function entry(view: View, target: string, title: Content): Html {
  const current = `/${view.path}` === target;
  return html`<li>
    <a href="${view.link(target)}" ${current ? html`aria-current="page"` : null}>${title}</a>
  </li>`;
}
