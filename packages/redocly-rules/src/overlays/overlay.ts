import { exec, type JsonValue, type Path } from 'jsonpath-rfc9535';
import { type Text, textsOf } from './texts.ts';

/** An Overlay document, as far as a translation may use it. */
export interface Overlay {
  readonly actions: readonly { readonly target: string; readonly update?: JsonValue }[];
}

interface Leaf {
  readonly path: Path;
  readonly value: JsonValue;
}

function leaves(node: JsonValue, path: Path = []): Leaf[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [{ path, value: node }];
  return Object.entries(node).flatMap(([key, child]) => leaves(child, [...path, key]));
}

export function pointer(path: Path): string {
  return `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** The beginning of a text, for a message. */
export function excerpt(text: string): string {
  const line = text.trim().split('\n', 1)[0] as string;
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** Whether a text can read the same in another language: a name, such as Webhooks or Atteny Console API. */
export function isName(text: string): boolean {
  return text.split(' ').every((word) => /^[A-Z][\w.]*$/.test(word));
}

/** One text as an action of an overlay puts it. */
export interface Translation {
  readonly target: string;
  /** Where it stands in the document, as a JSON pointer. */
  readonly at: string;
  readonly value: JsonValue;
}

function matchesOf(document: JsonValue, target: string): Path[] {
  const matches: Path[] = [];
  exec(document, target, (_, path) => matches.push([...path]));
  return matches;
}

/** Everything that an overlay writes into a bundled document, in its order. */
export function translationsOf(document: JsonValue, { actions }: Overlay): Translation[] {
  return actions.flatMap(({ target, update }) =>
    update === undefined
      ? []
      : matchesOf(document, target).flatMap((match) =>
          leaves(update).map(({ path, value }) => ({ target, at: pointer([...match, ...path]), value })),
        ),
  );
}

/**
 * What an overlay does that a translation of a bundled document may not: targets that match nothing, changes to anything but
 * a text, texts said twice or left as they were. Each problem is one sentence that begins with the target.
 */
export function problemsOfOverlay(document: JsonValue, overlay: Overlay): string[] {
  const texts = new Map(textsOf(document).map(({ path, text }) => [pointer(path), text]));
  const translated = new Map<string, string>();
  const problems: string[] = [];

  for (const { target, update } of overlay.actions) {
    if (matchesOf(document, target).length === 0) {
      problems.push(`${target}: matches nothing: correct the target, or remove the action.`);
    }
    if (update === undefined) {
      problems.push(`${target}: has no update: an action of a translation updates, and does nothing else.`);
    }
  }
  for (const { target, at, value } of translationsOf(document, overlay)) {
    const text = texts.get(at);
    const before = translated.get(at);
    if (text === undefined) {
      problems.push(
        `${target}: ${at} is no text of the document: the overlay may only translate; correct the name.`,
      );
    } else if (typeof value !== 'string' || value.trim() === '') {
      problems.push(`${target}: ${at} must be a text.`);
    } else if (before !== undefined) {
      problems.push(`${target}: ${at} is translated already, by ${before}: remove one of the two.`);
    } else {
      if (value === text && !isName(text)) {
        problems.push(`${target}: ${at} is not translated: "${excerpt(text)}".`);
      }
      translated.set(at, target);
    }
  }
  return problems;
}

/** What one action has to put into English yet. */
export interface Untranslated {
  /** As an action names it: `$.components.schemas.Contact`. */
  readonly target: string;
  /** The same as a JSON pointer. */
  readonly at: string;
  /** Its texts, from there. */
  readonly texts: readonly Text[];
}

/** The texts of a bundled document that an overlay leaves out, by the action that would say them. */
export function untranslated(document: JsonValue, overlay: Overlay): Untranslated[] {
  const translated = new Set(translationsOf(document, overlay).map(({ at }) => at));
  const left = textsOf(document).filter(({ path }) => !translated.has(pointer(path)));
  return [...Map.groupBy(left, ({ path }) => pointer(ownerOf(path)))].map(([at, texts]) => {
    const owner = ownerOf(texts[0]?.path ?? []);
    const below = texts.map(({ path, text }) => ({ path: path.slice(owner.length), text }));
    return { target: targetOf(document, owner), at, texts: below };
  });
}

/** What an action is about: a component, an operation, an item of a list, or a part of the document. */
function ownerOf(path: Path): Path {
  const item = path.findLastIndex((key) => typeof key === 'number');
  if (item >= 0) return path.slice(0, item + 1);
  return path.slice(0, ['components', 'paths', 'webhooks'].includes(String(path[0])) ? 3 : 1);
}

function targetOf(document: JsonValue, path: Path): string {
  let node: JsonValue | undefined = document;
  const steps = path.map((key) => {
    node = (node as Record<string | number, JsonValue> | undefined)?.[key];
    const name = (node as { name?: JsonValue } | undefined)?.name;
    if (typeof key === 'number') return typeof name === 'string' ? `[?@.name == '${name}']` : `[${key}]`;
    return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`;
  });
  return `$${steps.join('')}`;
}

/** The action as it is written, with its texts in Portuguese, to be put into English. */
export function actionOf({ target, texts }: Untranslated): { target: string; update: JsonValue } {
  const update: Record<string, JsonValue> = {};
  for (const { path, text } of texts) {
    let node = update;
    for (const key of path.slice(0, -1)) node = (node[key] ??= {}) as Record<string, JsonValue>;
    node[String(path.at(-1))] = text;
  }
  return { target, update };
}
