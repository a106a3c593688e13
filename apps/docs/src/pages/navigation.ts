import { operationAddress } from '../contract/operations.ts';
import { methodBadge } from '../reference/badges.ts';
import type { View } from '../site/edition.ts';
import { html, type Content, type Html } from '../site/html.ts';

/** The menu at the left: guides, the contract's prose, the reference with every operation. */
export function navigation(view: View): Html {
  const { labels, guides, groups, fundamentals } = view;
  return html`<nav class="menu" id="menu" aria-label="${labels.menu}">
    <p>${labels.guides}</p>
    <ul>
      ${guides.map((guide) => entry(view, `/guides/${guide.slug}/`, guide.title))}
      ${entry(view, '/try/', labels.tryIt)}
    </ul>
    <p>${labels.fundamentals}</p>
    <ul>
      ${fundamentals.headings
        .filter((heading) => heading.depth === 1)
        .map(
          (heading) => html`<li><a href="${view.link(`/concepts/#${heading.id}`)}">${heading.text}</a></li>`,
        )}
    </ul>
    <p>${labels.reference}</p>
    <ul>
      ${entry(view, '/reference/', labels.overview)}
      ${groups.map(({ tag, operations }) => {
        const path = `reference/${tag.name}/`;
        return html`<li>
          <details ${view.path.startsWith(path) ? html`open` : null}>
            <summary>${tag['x-displayName'] ?? tag.name}</summary>
            <ul>
              ${entry(view, `/${path}`, labels.overview)}
              ${operations.map((operation) =>
                entry(
                  view,
                  operationAddress(operation),
                  html`${methodBadge(operation)}<span>${operation.summary}</span>`,
                ),
              )}
            </ul>
          </details>
        </li>`;
      })}
      ${entry(view, '/reference/#download', labels.download)}
    </ul>
  </nav>`;
}

function entry(view: View, target: string, title: Content): Html {
  const current = `/${view.path}` === target;
  return html`<li>
    <a href="${view.link(target)}" ${current ? html`aria-current="page"` : null}>${title}</a>
  </li>`;
}
