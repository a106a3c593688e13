import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readRequestTarget } from './request-target.ts';

/** What somebody should know who opens a server of this house in a browser. */
export interface Home {
  /** `Mock`, `Sandbox`. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly about: Readonly<Record<Language, string>>;
  /** Path before every operation's own, such as `/api/v1`. */
  readonly basePath: string;
  /** Address of the documentation, with a slash at its end. */
  readonly docs: string;
  /** A key that it accepts. */
  readonly key: string;
  /** Path of the dashboard, if it serves one. */
  readonly dashboard?: string | undefined;
}

export interface HomeReply {
  readonly headers: Readonly<Record<string, string>>;
  /** For browsers; */
  readonly html: string | undefined;
  /** for all others. */
  readonly body: { readonly success: true; readonly data: Readonly<Record<string, string>> };
}

type Language = 'pt-BR' | 'en';

/** @returns undefined for any other request than one for the root of a server */
export function homeReply(request: IncomingMessage, home: Home): HomeReply | undefined {
  const { method, url = '', headers } = request;
  if (method !== 'GET' || !url.startsWith('/')) return undefined;
  const { path, query } = readRequestTarget(url);
  if (path !== '/') return undefined;
  const language = languageOf(query, headers['accept-language']);
  const origin = `http://${headers.host ?? 'localhost'}`;
  const { name, basePath, docs, dashboard } = home;
  const body = {
    success: true,
    data: {
      name,
      baseUrl: `${origin}${basePath}`,
      docs,
      ...(dashboard !== undefined && { dashboard: `${origin}${dashboard}` }),
    },
  } as const;
  const isBrowser = /\btext\/html\b/i.test(headers.accept ?? '');
  if (!isBrowser) return { headers: { Vary: 'Accept' }, html: undefined, body };
  return { headers: pageHeaders(language), html: page(home, origin, language), body };
}

function languageOf(query: string, accepted = ''): Language {
  const asked = new URLSearchParams(query).get('lang') ?? accepted;
  const [first] = asked.toLowerCase().match(/\b(?:pt|en)\b/) ?? [];
  return first === 'en' ? 'en' : 'pt-BR';
}

const words = {
  'pt-BR': {
    base: 'Endereço da API',
    first: 'Primeira chamada',
    docs: 'Documentação',
    docsNote: 'no ar com <code>pnpm start</code>',
    dashboard: 'Painel',
    dashboardNote: 'entra-se pelo link impresso ao iniciar',
    other: 'English',
  },
  en: {
    base: 'Base URL',
    first: 'First call',
    docs: 'Documentation',
    docsNote: 'up with <code>pnpm start</code>',
    dashboard: 'Dashboard',
    dashboardNote: 'the link printed at the start lets you in',
    other: 'Português',
  },
} as const;

function page(home: Home, origin: string, language: Language): string {
  const { name, about, basePath, docs, key, dashboard } = home;
  const text = words[language];
  const base = escaped(`${origin}${basePath}`);
  const other = language === 'en' ? 'pt' : 'en';
  const guide = `${docs}${language === 'en' ? 'en/' : ''}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Atteny API: ${escaped(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="top"><strong>Atteny API</strong> <a href="/?lang=${other}" hreflang="${other}" lang="${other}">${text.other}</a></p>
<h1>${escaped(name)}</h1>
<p>${escaped(about[language])}</p>
<h2>${text.base}</h2>
<pre tabindex="0"><code>${base}</code></pre>
<h2>${text.first}</h2>
<pre tabindex="0"><code>curl ${base}/me \\
  -H "Authorization: Bearer ${escaped(key)}"</code></pre>
<ul>
<li><a href="${escaped(guide)}">${text.docs}</a> <span>${text.docsNote}</span></li>
${dashboard === undefined ? '' : `<li><a href="${escaped(dashboard)}">${text.dashboard}</a> <span>${text.dashboardNote}</span></li>`}
</ul>
</main>
</body>
</html>
`;
}

/** In the colours of the documentation. */
const style = `
:root{color-scheme:light dark;--ink:#1b2733;--soft:#55636f;--paper:#fff;--code:#f6f8fa;--line:#e3e8ee;--link:#0b6a61}
@media(prefers-color-scheme:dark){:root{--ink:#dfe7ee;--soft:#9aa8b4;--paper:#0c1116;--code:#131a21;--line:#243039;--link:#4fd1c0}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem 4rem}
.top{display:flex;justify-content:space-between;padding-bottom:.75rem;border-bottom:1px solid var(--line)}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .5rem}
h2{font-size:1rem;margin:1.75rem 0 .5rem}
pre{margin:0;padding:.8rem 1rem;overflow-x:auto;background:var(--code);border:1px solid var(--line);border-radius:8px;font-size:.875rem}
ul{list-style:none;padding:0;margin:1.75rem 0 0;display:grid;gap:.5rem}
a{color:var(--link)}
span{color:var(--soft)}
`;

function pageHeaders(language: Language): Record<string, string> {
  const digest = createHash('sha256').update(style).digest('base64');
  return {
    Vary: 'Accept, Accept-Language',
    'Content-Language': language,
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
