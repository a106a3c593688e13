import { consoleDocument, publicDocument } from '@atteny/contract/documents';

interface Example {
  value?: { success?: boolean; code?: string; error?: string };
}

/** Which example of which contract says what a failure says. */
export interface FailureTerms {
  readonly code: string;
  /** The public contract unless it is given. */
  readonly contract?: 'console';
  /** The name of the example, where it is not the failure's own. */
  readonly example?: string;
}

/**
 * Finds for each failure the sentence that the contract's example of the same name shows.
 * @throws when the contract has no such example, or the example has another code.
 */
export function sentences<Name extends string>(failures: Record<Name, FailureTerms>): Record<Name, string> {
  const examples = { public: failureExamples(publicDocument), console: failureExamples(consoleDocument) };
  const found: Partial<Record<Name, string>> = {};
  for (const [name, terms] of Object.entries(failures) as [Name, FailureTerms][]) {
    const { code, contract = 'public', example = name } = terms;
    const value = examples[contract].get(example)?.value;
    if (value?.error === undefined || value.code !== code) {
      throw new Error(`The ${contract} contract has no example named ${example} with the code ${code}.`);
    }
    found[name] = value.error;
  }
  return found as Record<Name, string>;
}

function failureExamples({ components }: typeof publicDocument): Map<string, Example> {
  const examples = new Map<string, Example>();
  for (const response of Object.values(components?.responses ?? {})) {
    if ('$ref' in response) continue;
    for (const [name, example] of Object.entries(response.content?.['application/json']?.examples ?? {})) {
      if (!('$ref' in example)) examples.set(name, example);
    }
  }
  return examples;
}
