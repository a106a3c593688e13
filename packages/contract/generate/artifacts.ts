import type { OpenAPIV3_1 } from 'openapi-types';
import { literal } from './literal.ts';
import { operationsOf, summariesOf } from './operations.ts';
import { bundle } from './redocly.ts';
import { typesOf } from './types.ts';
import { vocabularyOf } from './vocabulary.ts';

const header = '// Generated from spec/ by `pnpm generate`. Do not edit.\n';

/** A document to derive from: the name of its files, and the path of its root. */
export interface Source {
  readonly name: string;
  readonly root: string;
  /** Paths of the overlays that make it English, where there are such. */
  readonly english?: readonly string[];
}

/**
 * The generated files of one document: name in src/generated → text.
 * @throws ContractError when the document cannot be read or contradicts itself
 */
export async function artifactsOf({ name, root, english }: Source): Promise<Map<string, string>> {
  const [document, translated] = await Promise.all([bundle(root), english && bundle(root, english)]);
  const operations = operationsOf(document);
  const vocabulary = vocabularyOf(document, operations);
  return new Map([
    [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${name}.ts`, header + (await typesOf(document))],
    [`${name}-operations.ts`, operationsSource(operations)],
    [`${name}-vocabulary.ts`, vocabularySource(vocabulary)],
    ...(translated
      ? [[`${name}-summaries.ts`, summariesSource({ 'pt-BR': document, en: translated })] as const]
      : []),
  ]);
}

function operationsSource(operations: object): string {
  return `${header}import type { Operation } from '../operation.ts';

export const operations = ${literal(operations)} as const satisfies Record<string, Operation>;
`;
}

/** What each operation does, in a few words of each language: for whoever shows operations to people. */
function summariesSource(editions: Record<string, OpenAPIV3_1.Document>): string {
  const summaries = Object.entries(editions).map(([language, document]) => [language, summariesOf(document)]);
  return `${header}export const summaries = ${literal(Object.fromEntries(summaries))} as const;\n`;
}

function vocabularySource(vocabulary: object): string {
  const constants = Object.entries(vocabulary).map(
    ([name, value]) => `export const ${name} = ${literal(value)} as const;\n`,
  );
  return header + constants.join('\n');
}
