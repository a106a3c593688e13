import type { OpenAPIV3_1 } from 'openapi-types';
import { callsOf } from './requests.ts';

/**
 * A program that gives every named example of a request to the types of each generator that makes types: it compiles
 * when they take them.
 */
export function exampleProgram(document: OpenAPIV3_1.Document): string {
  const lines = callsOf(document).flatMap(({ operationId, examples }) => {
    const type = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}`;
    const types = [
      `HeyApi.${type}Data['body']`,
      `Body<typeof orval.${operationId}>`,
      `NonNullable<operations['${operationId}']['requestBody']>['content']['application/json']`,
    ];
    return Object.values(examples).flatMap((value) =>
      types.map((name) => `take<${name}>(${JSON.stringify(value)});`),
    );
  });
  return `import type * as HeyApi from './hey-api/types.gen';
import type { operations } from './openapi-typescript/types';
import type * as orval from './orval-fetch/client';

/** The one parameter of a call that is an object and not its options. */
type Body<Call extends (...parameters: never[]) => unknown> = Exclude<
  NonNullable<Parameters<Call>[number]>,
  string | RequestInit
>;
declare function take<Type>(value: Type): void;

${lines.join('\n')}
`;
}
