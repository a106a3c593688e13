import type { Answer, MockOperation } from '../contract/mock-contract.ts';
import type { Preference } from './prefer-header.ts';

export interface Chosen {
  readonly answer: Answer;
  /** Name of its body; undefined when the response has no example. */
  readonly example: string | undefined;
  readonly dynamic: boolean;
}

/**
 * The response that a preference selects among those of an operation: by default the first example of the lowest 2xx.
 * An example's name is looked for in the preferred status, without one in every status, the lowest 2xx first.
 * @returns a sentence in Portuguese when the operation has nothing like it
 */
export function choose(operation: MockOperation, preference: Preference, dynamic: boolean): Chosen | string {
  const { operationId } = operation.facts;
  const { status, example } = preference;
  const answers = [...operation.answers.values()];
  const preferred = status === undefined ? undefined : operation.answers.get(status);
  if (status !== undefined && !preferred) {
    return `${operationId} não responde ${status}; responde ${answers.map((each) => each.status).join(', ')}`;
  }
  const candidates = preferred ? [preferred] : successFirst(answers);
  const answer =
    example === undefined ? candidates[0] : candidates.find((each) => each.examples.has(example));
  if (!answer) {
    const names = candidates.flatMap((each) => [...each.examples.keys()]);
    return `${operationId} não tem o exemplo ${example}; tem ${[...new Set(names)].join(', ')}`;
  }
  return {
    answer,
    example: example ?? answer.examples.keys().next().value,
    dynamic: example === undefined && (preference.dynamic ?? dynamic),
  };
}

function successFirst(answers: readonly Answer[]): readonly Answer[] {
  const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;
  return [...answers.filter(isSuccess), ...answers.filter((answer) => !isSuccess(answer))];
}
