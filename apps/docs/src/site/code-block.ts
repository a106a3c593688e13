import { highlight, markOrigin } from './highlight.ts';
import { html, type Html } from './html.ts';
import type { Labels } from './labels.ts';
import type { Origins } from './origins.ts';

/** The names that readers know the languages by; one that is not listed is shown as it is. */
const names: Record<string, string> = {
  bash: 'Shell',
  js: 'JavaScript',
  json: 'JSON',
  python: 'Python',
  text: '',
  ts: 'TypeScript',
  yaml: 'YAML',
};

/** A block of code with its language and a button that copies it. */
export function codeBlock(
  code: string,
  language: string,
  { labels, origins }: { labels: Labels; origins: Origins },
): Html {
  return html`<figure class="code" data-code>
    <figcaption><span>${names[language] ?? language}</span>${copyButton(labels)}</figcaption>
    ${codeBody(code, language, origins)}
  </figure>`;
}

/** The code alone, for cards that bring their own head. */
export function codeBody(code: string, language: string, origins: Origins): Html {
  return html`<pre tabindex="0"><code>${markOrigin(highlight(code, language), origins)}</code></pre>`;
}

export function copyButton(labels: Labels): Html {
  return html`<button
    type="button"
    class="copy"
    data-copy
    data-copied="${labels.copied}"
    data-failed="${labels.copyFailed}"
  >
    ${labels.copy}
  </button>`;
}
