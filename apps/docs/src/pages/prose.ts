import type { Guide } from '../guides/guides.ts';
import { fillPlaceholders } from '../guides/placeholders.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { markdown } from '../site/markdown.ts';
import { shell } from './shell.ts';

/** A guide, with the way to its neighbours. */
export function guidePage(view: View, guide: Guide): Html {
  const { labels, origins, guides, bundle } = view;
  const text = fillPlaceholders(guide.text, bundle.document, origins);
  const { html: body, headings } = markdown(text, {
    labels,
    origins,
    link: view.link,
    otherIds: guide.otherIds,
  });
  const at = guides.indexOf(guide);
  const main = html`<article class="prose">
    <h1>${guide.title}</h1>
    <p class="lead">${guide.description}</p>
    ${body}
    ${neighbours(
      view,
      labels.guides,
      [guides[at - 1], guides[at + 1]].map(
        (other) => other && { title: other.title, target: `/guides/${other.slug}/` },
      ),
    )}
  </article>`;
  return shell(view, {
    title: guide.title,
    description: guide.description,
    main,
    layout: 'reading',
    contents: headings,
  });
}

/** The prose of the contract itself. */
export function fundamentalsPage(view: View): Html {
  const { labels, fundamentals, bundle } = view;
  const main = html`<article class="prose">
    <h1>${labels.fundamentals}</h1>
    <div class="lead">${fundamentals.intro}</div>
    ${fundamentals.html}
  </article>`;
  return shell(view, {
    title: labels.fundamentals,
    description: bundle.document.info.summary ?? '',
    main,
    layout: 'reading',
    contents: fundamentals.headings.map((heading) => ({ ...heading, depth: heading.depth + 1 })),
  });
}

export function notFoundPage(view: View): Html {
  const { labels } = view;
  const main = html`<article class="prose">
    <h1>${labels.notFound}</h1>
    <p>${labels.notFoundText}</p>
    <p><a class="button" href="${view.link('/')}">${labels.backHome}</a></p>
  </article>`;
  return shell(view, {
    title: labels.notFound,
    description: labels.notFoundText,
    main,
    layout: 'reading',
    asText: false,
  });
}

interface Neighbour {
  title: string;
  target: string;
}

/** The way to the page before and the one after. */
export function neighbours(view: View, name: string, [before, after]: (Neighbour | undefined)[]): Html {
  const link = (neighbour: Neighbour | undefined, word: string) =>
    neighbour
      ? html`<a href="${view.link(neighbour.target)}"><small>${word}</small>${neighbour.title}</a>`
      : html`<span></span>`;
  return html`<nav class="neighbours" aria-label="${name}">
    ${link(before, view.labels.previous)}${link(after, view.labels.next)}
  </nav>`;
}
