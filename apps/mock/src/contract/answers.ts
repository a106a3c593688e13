import { resolve } from '@atteny/contract/reading';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Answer, AnswerHeader } from './mock-contract.ts';
import type { Reflection } from './reflection.ts';

type Response = OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject;

/** A documented response as the mock sends it: its headers and its named bodies. */
export function answerOf(
  document: OpenAPIV3_1.Document,
  status: number,
  reference: Response = { description: '' },
  reflection?: Reflection,
): Answer {
  const response = resolve<OpenAPIV3_1.ResponseObject>(document, reference);
  const examples = examplesOf(document, response);
  return {
    status,
    headers: headersOf(document, response),
    examples,
    texts: new Map([...examples].map(([name, body]) => [name, JSON.stringify(body)])),
    reflection,
  };
}

function headersOf(document: OpenAPIV3_1.Document, response: OpenAPIV3_1.ResponseObject): AnswerHeader[] {
  return Object.entries(response.headers ?? {}).map(([name, reference]) => {
    const { required = false, example } = resolve<OpenAPIV3_1.HeaderObject>(document, reference);
    return { name, required, example: String(example ?? '') };
  });
}

function examplesOf(
  document: OpenAPIV3_1.Document,
  response: OpenAPIV3_1.ResponseObject,
): Map<string, unknown> {
  const examples = response.content?.['application/json']?.examples ?? {};
  return new Map(
    Object.entries(examples).map(([name, reference]) => [
      name,
      resolve<OpenAPIV3_1.ExampleObject>(document, reference).value,
    ]),
  );
}
