import type { components } from '@atteny/contract/public';

type Detail = components['schemas']['ValidationDetail'];

/** A problem as the validator reports it. */
export interface Problem {
  readonly path: string;
  readonly message?: string;
  /** The keyword, with or without the validator's ending. */
  readonly errorCode?: string;
}

const mostDetails = 50;
const longestPath = 300;
const ending = '.openapi.validation';

/** What the validator found, said in Portuguese. */
export function detailsOf(problems: readonly Problem[]): Detail[] {
  return problems.slice(0, mostDetails).map((problem) => ({
    path: pathOf(problem.path),
    message: sentence(keywordOf(problem), problem.message ?? ''),
  }));
}

function pathOf(path: string): string {
  return Array.from(path.toWellFormed()).slice(0, longestPath).join('');
}

function keywordOf({ errorCode }: Problem): string {
  return (errorCode ?? '').replace(ending, '');
}

function sentence(keyword: string, message: string): string {
  const number = /-?\d+(\.\d+)?/.exec(message)?.[0] ?? '';
  return (sentences[keyword] ?? other)(number, message);
}

const other = () => 'não está de acordo com o contrato';

const sentences: Record<string, (number: string, message: string) => string> = {
  required: () => 'é obrigatório',
  type: (_number, message) => `deve ser do tipo ${message.replace(/^must be /, '').replaceAll(',', ' ou ')}`,
  minimum: (number) => `deve ser no mínimo ${number}`,
  maximum: (number) => `deve ser no máximo ${number}`,
  minLength: (number) => `deve ter ao menos ${number} caractere(s)`,
  maxLength: (number) => `deve ter no máximo ${number} caracteres`,
  minItems: (number) => `deve ter ao menos ${number} item`,
  maxItems: (number) => `deve ter no máximo ${number} itens`,
  minProperties: (number) => `deve ter ao menos ${number} campo`,
  uniqueItems: () => 'não pode ter itens repetidos',
  additionalProperties: () => 'é um campo desconhecido',
  enum: (_number, message) => `deve ser um destes: ${message.split(': ').slice(1).join(': ')}`,
  pattern: (_number, message) => `deve combinar com ${message.replace(/^must match pattern /, '')}`,
  format: (_number, message) => `deve estar no formato ${message.replace(/^must match format /, '')}`,
  if: () => 'falta um campo que este tipo pede',
};
