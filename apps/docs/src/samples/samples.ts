import type { Operation } from '../contract/operations.ts';
import type { Origin } from '../site/origins.ts';
import { callOf } from './call.ts';
import { curlSample, promptSample } from './curl.ts';
import { fetchSample } from './fetch.ts';
import { phpSample } from './php.ts';
import { pythonSample } from './python.ts';
import { typescriptSample } from './typescript.ts';

/** The languages of the samples, in the order of the tabs; `highlight` names the grammar. */
export const sampleLanguages = [
  { id: 'curl', title: 'curl', highlight: 'bash', write: curlSample },
  { id: 'prompt', title: 'curl (Windows)', highlight: 'bat', write: promptSample },
  { id: 'fetch', title: 'fetch', highlight: 'javascript', write: fetchSample },
  { id: 'typescript', title: 'TypeScript', highlight: 'typescript', write: typescriptSample },
  { id: 'python', title: 'Python', highlight: 'python', write: pythonSample },
  { id: 'php', title: 'PHP', highlight: 'php', write: phpSample },
] as const;

export interface Sample {
  language: (typeof sampleLanguages)[number];
  /** The request example that the sample sends; null where the operation takes no body. */
  example: { name: string; summary: string } | null;
  source: string;
}

/** Every sample of an operation: each language with each request example. */
export function samplesOf(operation: Operation, origin: Origin): Sample[] {
  const examples = operation.body?.examples ?? [];
  return sampleLanguages.flatMap((language): Sample[] =>
    examples.length > 0
      ? examples.map((example) => ({
          language,
          example: { name: example.name, summary: example.summary },
          source: language.write(callOf(operation, example.value), origin),
        }))
      : [{ language, example: null, source: language.write(callOf(operation, undefined), origin) }],
  );
}
