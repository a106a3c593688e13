import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { header } from './header.ts';
import { head } from './shell.ts';

/** The page that sends real requests to the mock or the sandbox: Scalar's API reference below our bar. */
export function tryPage(view: View, scalar: string): Html {
  const { labels, language, origins, bundle, fromRoot, assets } = view;
  const title = `${labels.tryIt} · ${labels.siteTitle}`;
  return html`<!doctype html>
    <html lang="${language}">
      ${head(view, title, { description: bundle.document.info.summary ?? '', policy: 'try' })}
      <body class="try">
        ${header(view)}
        <div id="content">
          <h1 class="visually-hidden">${labels.tryIt}</h1>
          <div id="scalar" data-document="openapi.json" data-key="${origins.mock.key}"></div>
        </div>
        <script type="module" src="${fromRoot(`${scalar}standalone.esm.js`)}"></script>
        <script type="module" src="${fromRoot(`${assets}try.js`)}"></script>
      </body>
    </html> `;
}
