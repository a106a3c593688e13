import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolve, type ContractDocument, type Response, type Schema } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import type { Language } from '../site/languages.ts';

/** One error code of the contract, with what its page says. */
export interface ErrorCode {
  code: string;
  status: string;
  /** The first paragraph: what happened. */
  meaning: string;
  /** What to do, and how to obtain it in the sandbox; Markdown. */
  text: string;
  /** A reply with this code, from the contract. */
  example: unknown;
  /** Which operations answer it, with the example's name by which the mock is asked for it. */
  operations: { operation: Operation; example: string }[];
}

/**
 * The codes of the contract in the order of their statuses, each with its section of `<folder>/errors.<language>.md`.
 * Throws for a code without a section, and for a section without a code.
 */
export async function readErrors(
  folder: string,
  language: Language,
  document: ContractDocument,
  operations: Operation[],
): Promise<ErrorCode[]> {
  const file = `errors.${language}.md`;
  const [, ...parts] = (await readFile(join(folder, file), 'utf8')).split(/^## (.+)$/m);
  const sections = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) sections.set(parts[at] ?? '', (parts[at + 1] ?? '').trim());
  const codes = codesOf(document, operations).map((code): ErrorCode => {
    const section = sections.get(code.code);
    if (!section) throw new Error(`${file} has no section for ${code.code}, which the contract answers.`);
    sections.delete(code.code);
    const end = section.indexOf('\n\n');
    return { ...code, meaning: section.slice(0, end), text: section.slice(end).trim() };
  });
  for (const code of sections.keys()) {
    throw new Error(`${file} tells of ${code}, which the contract does not answer.`);
  }
  return codes.toSorted((a, b) => a.status.localeCompare(b.status, 'en'));
}

type CodeInContract = Omit<ErrorCode, 'meaning' | 'text'>;

/** Where the page of a code is, in either language. */
export function errorAddress(code: string): string {
  return `/errors/${code}/`;
}

function codesOf(document: ContractDocument, operations: Operation[]): CodeInContract[] {
  const found = new Map<string, CodeInContract>();
  const add = (status: string, value: unknown): CodeInContract | null => {
    const code = codeIn(value);
    if (code === null) return null;
    const known = found.get(code) ?? { code, status, example: value, operations: [] };
    found.set(code, known);
    return known;
  };
  for (const operation of operations) {
    for (const { status, examples } of operation.responses) {
      for (const { name, value } of examples) {
        const error = add(status, value);
        if (error?.operations.every((one) => one.operation !== operation)) {
          error.operations.push({ operation, example: name });
        }
      }
    }
  }
  // What answers paths that no operation covers stands beside the operations.
  const responses = (document.components['responses'] ?? {}) as Record<string, Response>;
  for (const response of Object.values(responses)) {
    const media = response.content?.['application/json'];
    const schema = media?.schema && resolve<Schema>(document, media.schema);
    const code = schema?.properties?.['code'];
    const [value] = (code && resolve<Schema>(document, code).enum) ?? [];
    const [example] = Object.values(media?.examples ?? {});
    const status = statusOf(String(value), document);
    if (example && status) add(status, resolve(document, example).value);
  }
  return [...found.values()];
}

function codeIn(value: unknown): string | null {
  const code = (value as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

/** The status of a response that stands in components alone: the prose of the contract has a row for each code. */
function statusOf(code: string, document: ContractDocument): string | null {
  return new RegExp(`^\\| (\\d{3}) \\| \`${code}\``, 'm').exec(document.info.description ?? '')?.[1] ?? null;
}
