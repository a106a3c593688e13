import { createHighlighterCoreSync, createCssVariablesTheme } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import bat from 'shiki/langs/bat.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import json from 'shiki/langs/json.mjs';
import php from 'shiki/langs/php.mjs';
import python from 'shiki/langs/python.mjs';
import shell from 'shiki/langs/shellscript.mjs';
import typescript from 'shiki/langs/typescript.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import { escape, raw, type Html } from './html.ts';
import type { Origins } from './origins.ts';

const highlighter = createHighlighterCoreSync({
  themes: [createCssVariablesTheme({ name: 'variables', variablePrefix: '' })],
  langs: [bat, javascript, json, php, python, shell, typescript, yaml],
  engine: createJavaScriptRegexEngine(),
});
const known = new Set(highlighter.getLoadedLanguages());
const remembered = new Map<string, Html>();

/**
 * Code as spans with classes (`t-keyword`, `t-string`, …), so that no style attribute is needed.
 * A language that is not loaded comes out as plain text.
 */
export function highlight(code: string, language: string): Html {
  const key = `${language}\n${code}`;
  const before = remembered.get(key);
  if (before) return before;
  const result = raw(known.has(language) ? tokens(code, language) : escape(code));
  remembered.set(key, result);
  return result;
}

/** Marks the server's address and the key in a sample, so that the page can put the chosen server's in their place. */
export function markOrigin(code: Html, origins: Origins): Html {
  const { mock } = origins;
  return raw(
    code.text
      .replaceAll(escape(mock.baseUrl), `<span data-base>${escape(mock.baseUrl)}</span>`)
      .replaceAll(escape(mock.key), `<span data-key>${escape(mock.key)}</span>`),
  );
}

function tokens(code: string, language: string): string {
  return highlighter
    .codeToTokensBase(code, { lang: language, theme: 'variables' })
    .map((line) => line.map((token) => span(token.content, token.color)).join(''))
    .join('\n');
}

function span(content: string, color: string | undefined): string {
  const kind = /^var\(token-([a-z-]+)\)$/.exec(color ?? '')?.[1];
  return kind ? `<span class="t-${kind}">${escape(content)}</span>` : escape(content);
}
