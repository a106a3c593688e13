import { contentPolicy, type PolicyKind } from '../site/policy.ts';
import type { View } from '../site/edition.ts';
import { html, type Content, type Html } from '../site/html.ts';
import { header } from './header.ts';
import { navigation } from './navigation.ts';

export interface PageParts {
  title: string;
  description: string;
  main: Content;
  /** `reading`: one column of prose; `reference`: prose beside code; `home`: the whole width. */
  layout: 'reading' | 'reference' | 'home';
  /** The headings of a long page, shown beside it. */
  contents?: { id: string; text: string; depth: number }[];
  policy?: PolicyKind;
  /** Whether the page is there as Markdown too, beside it as `index.md`; so unless told otherwise. */
  asText?: boolean;
}

/** A whole page: head, bar, menu, content. */
export function shell(view: View, parts: PageParts): Html {
  const { labels, language, origins } = view;
  const asText = parts.asText ?? parts.layout !== 'home';
  const title =
    view.path === '' ? `${labels.siteTitle} · ${labels.tagline}` : `${parts.title} · ${labels.siteTitle}`;
  return html`<!doctype html>
    <html lang="${language}">
      ${head(view, title, { ...parts, asText })}
      <body
        class="${parts.layout}"
        data-origins="${JSON.stringify({ ...origins, production: { ...origins.production, key: labels.yourKey } })}"
      >
        <a class="skip" href="#content">${labels.skip}</a>
        ${header(view)}
        <div class="frame">
          ${navigation(view)}
          <main id="content" tabindex="-1">${asText && copyPage(view)}${parts.main}</main>
          ${parts.contents && parts.contents.length > 1 ? contents(view, parts.contents) : null}
        </div>
      </body>
    </html> `;
}

function head(
  view: View,
  title: string,
  { description, policy = 'page', asText = false }: Pick<PageParts, 'description' | 'policy' | 'asText'>,
): Html {
  const { fromRoot, assets } = view;
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(policy, view.origins)}" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <meta name="description" content="${description}" />
    <link rel="icon" href="${fromRoot(`${assets}icon.svg`)}" type="image/svg+xml" />
    <link rel="alternate" hreflang="pt-BR" href="${fromRoot(view.path) || './'}" />
    <link rel="alternate" hreflang="en" href="${fromRoot(`en/${view.path}`)}" />
    ${asText && html`<link rel="alternate" type="text/markdown" href="index.md" />`}
    <link rel="preload" href="${fromRoot(`${assets}inter.woff2`)}" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="${fromRoot(`${assets}site.css`)}" />
    <script src="${fromRoot(`${assets}theme.js`)}"></script>
    <script type="module" src="${fromRoot(`${assets}site.js`)}"></script>
    ${policy === 'try' && html`<script type="module" src="${fromRoot(`${assets}try.js`)}"></script>`}
  </head>`;
}

/** The page as Markdown: to the clipboard by script, else as a file. */
function copyPage({ labels }: View): Html {
  return html`<p class="as-text">
    <a href="index.md" data-copy-page data-copied="${labels.copied}">${labels.copyAsMarkdown}</a>
  </p>`;
}

function contents({ labels }: View, headings: NonNullable<PageParts['contents']>): Html {
  return html`<nav class="contents" aria-label="${labels.onThisPage}">
    <p>${labels.onThisPage}</p>
    <ul>
      ${headings
        .filter((heading) => heading.depth <= 3)
        .map(
          (heading) =>
            html`<li class="depth-${heading.depth}"><a href="#${heading.id}">${heading.text}</a></li>`,
        )}
    </ul>
  </nav>`;
}
