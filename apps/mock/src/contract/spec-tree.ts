import { stat, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { load } from 'js-yaml';
import type { OpenAPIV3_1 } from 'openapi-types';

/** Something that only Redocly can read, or say what is wrong with it. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

type Node = Readonly<Record<string, unknown>>;

interface Kept {
  /** Tells one saved state of the file from another. */
  readonly stamp: string;
  readonly content: unknown;
}

const component = /[\\/]components[\\/](\w+)$/;

/**
 * The files of a contract, put together as Redocly does it, in a fraction of the time: a file that has not changed since it
 * was last read is not read again. It knows one layout, that of `spec/`: whole files are referred to, and those below
 * `components/<kind>/` become components of that kind.
 */
export class SpecTree {
  readonly #kept = new Map<string, Kept>();

  /**
   * The document in one piece, as its files stand now.
   * @throws NotUnderstood for another layout, and for anything that is wrong
   */
  async bundle(root: string): Promise<OpenAPIV3_1.Document> {
    const file = resolve(root);
    await this.#readAll(file);
    const components: Record<string, Record<string, unknown>> = {};
    const document = this.#inline(file, [], components) as Node & { components?: typeof components };
    for (const [kind, own] of Object.entries(document.components ?? {})) {
      // One that is a file of its own refers to itself here.
      components[kind] = { ...own, ...components[kind] };
    }
    const whole = { ...document, components } as unknown as OpenAPIV3_1.Document;
    assertOperationIds(whole);
    return whole;
  }

  /** What is read is what changed: all files at once, then those that they name. */
  async #readAll(root: string): Promise<void> {
    const seen = new Set([root]);
    const follow = async (file: string): Promise<void> => {
      const more = [...referencesIn(await this.#read(file), file)].filter((each) => !seen.has(each));
      for (const each of more) seen.add(each);
      await Promise.all([...new Set(more)].map(follow));
    };
    await follow(root);
    for (const file of this.#kept.keys()) if (!seen.has(file)) this.#kept.delete(file);
  }

  async #read(file: string): Promise<unknown> {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      const kept = this.#kept.get(file);
      if (kept?.stamp === stamp) return kept.content;
      const content = load(await readFile(file, 'utf8'));
      this.#kept.set(file, { stamp, content });
      return content;
    } catch (cause) {
      this.#kept.delete(file);
      throw new NotUnderstood(file, { cause });
    }
  }

  /** The content of a file; what it refers to stands in it, or among the components. */
  #inline(
    file: string,
    within: readonly string[],
    components: Record<string, Record<string, unknown>>,
  ): unknown {
    if (within.includes(file)) throw new NotUnderstood(`${file} holds itself`);
    const rewrite = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(rewrite);
      if (typeof value !== 'object' || value === null) return value;
      const { $ref, ...beside } = value as Node;
      const rest = Object.fromEntries(Object.entries(beside).map(([key, part]) => [key, rewrite(part)]));
      if (typeof $ref !== 'string' || $ref.startsWith('#')) {
        return $ref === undefined ? rest : { $ref, ...rest };
      }
      const target = resolve(dirname(file), $ref);
      const kind = component.exec(dirname(target))?.[1];
      if (kind === undefined) {
        return { ...(this.#inline(target, [...within, file], components) as Node), ...rest };
      }
      const name = basename(target, '.yaml');
      const known = (components[kind] ??= {});
      if (!Object.hasOwn(known, name)) {
        // Taken before it is looked into: components may refer to each other in a circle.
        known[name] = undefined;
        known[name] = this.#inline(target, [], components);
      }
      return { $ref: `#/components/${kind}/${name}`, ...rest };
    };
    return rewrite(this.#kept.get(file)?.content);
  }
}

function* referencesIn(value: unknown, file: string): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { $ref } = value as Node;
  if (typeof $ref === 'string' && !$ref.startsWith('#')) {
    if (!/^[^#:]+\.yaml$/.test($ref)) throw new NotUnderstood($ref);
    yield resolve(dirname(file), $ref);
  }
  for (const part of Object.values(value)) yield* referencesIn(part, file);
}

function assertOperationIds({ paths = {} }: OpenAPIV3_1.Document): void {
  const seen = new Set<unknown>();
  for (const item of Object.values(paths)) {
    for (const part of Object.values(item ?? {})) {
      if (typeof part !== 'object' || !('responses' in part)) continue;
      if (part.operationId === undefined || seen.has(part.operationId)) {
        throw new NotUnderstood(`operationId ${String(part.operationId)}`);
      }
      seen.add(part.operationId);
    }
  }
}
