import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';

/** The bar at the top of every page: name, search, try-it, language, theme. */
export function header(view: View): Html {
  const { labels, link, fromRoot, language, path } = view;
  const other = language === 'en' ? 'pt-BR' : 'en';
  const otherAddress = fromRoot(language === 'en' ? path : `en/${path}`) || './';
  return html`<header class="bar">
      <button
        type="button"
        class="icon menu"
        data-menu
        aria-expanded="false"
        aria-controls="menu"
        aria-label="${labels.menu}"
      >
        ${menuIcon}
      </button>
      <a class="brand" href="${link('/')}"
        >${logo}<span>Atteny <b>API</b></span></a
      >
      <button type="button" class="search" data-search aria-keyshortcuts="Control+K">
        ${searchIcon}<span>${labels.search}</span><kbd>Ctrl K</kbd>
      </button>
      <div class="tools">
        <a class="try" href="${link('/try/')}">${labels.tryIt}</a>
        <a
          class="language"
          href="${otherAddress}"
          hreflang="${other}"
          lang="${other}"
          title="${labels.otherLanguage}"
          data-keep-hash
          >${other === 'en' ? 'EN' : 'PT'}</a
        >
        <button
          type="button"
          class="icon"
          data-theme-toggle
          aria-label="${labels.theme}"
          title="${labels.theme}"
        >
          ${themeIcon}
        </button>
      </div>
    </header>
    <dialog
      class="finder"
      data-finder
      aria-label="${labels.search}"
      data-index="${fromRoot(language === 'en' ? 'en/search.json' : 'search.json')}"
      data-empty="${labels.searchEmpty}"
      data-failed="${labels.searchFailed}"
      data-root="${link('/')}"
    >
      <form method="dialog">
        <input
          type="search"
          placeholder="${labels.searchHint}"
          aria-label="${labels.searchHint}"
          autocomplete="off"
          spellcheck="false"
          role="combobox"
          aria-expanded="true"
          aria-controls="found"
        /><button class="icon" aria-label="${labels.close}">Esc</button>
      </form>
      <ul id="found" role="listbox" aria-label="${labels.search}"></ul>
    </dialog>`;
}

const logo = html`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  <rect width="32" height="32" rx="8" fill="var(--accent)" />
  <path d="M9 22.5 14.6 8.6h2.8L23 22.5h-2.9l-1.2-3.2h-5.8l-1.2 3.2zm5-5.6h4L16 11.6z" fill="#fff" />
</svg>`;
const menuIcon = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <path d="M3 5.5h14M3 10h14M3 14.5h14" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
</svg>`;
const searchIcon = html`<svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
  <circle cx="9" cy="9" r="5.5" fill="none" stroke="currentColor" stroke-width="1.6" />
  <path d="m13.2 13.2 3.6 3.6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
</svg>`;
const themeIcon = html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
  <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
  <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
</svg>`;
