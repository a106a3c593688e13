import { literal } from './literal.ts';
import { operationsOf } from './operations.ts';
import { bundle } from './redocly.ts';
import { typesOf } from './types.ts';
import { vocabularyOf } from './vocabulary.ts';

const header = '// Generated from spec/ by `pnpm generate`. Do not edit.\n';

/**
 * The generated files of one document: name in src/generated → text.
 * @param root path of the root document
 * @throws ContractError when the document cannot be read or contradicts itself
 */
export async function artifactsOf(name: string, root: string): Promise<Map<string, string>> {
  const document = await bundle(root);
  const operations = operationsOf(document);
  const vocabulary = vocabularyOf(document, operations);
  return new Map([
    [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${name}.ts`, header + (await typesOf(document))],
    [`${name}-operations.ts`, operationsSource(operations)],
    [`${name}-vocabulary.ts`, vocabularySource(vocabulary)],
  ]);
}

function operationsSource(operations: object): string {
  return `${header}import type { Operation } from '../operation.ts';

export const operations = ${literal(operations)} as const satisfies Record<string, Operation>;
`;
}

function vocabularySource(vocabulary: object): string {
  const constants = Object.entries(vocabulary).map(
    ([name, value]) => `export const ${name} = ${literal(value)} as const;\n`,
  );
  return header + constants.join('\n');
}
