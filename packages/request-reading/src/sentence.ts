/** One thing about a request that contradicts a schema. */
export interface Problem {
  /** Keyword of the schema that is not satisfied. */
  readonly keyword: string;
  /** What Ajv says of it, in English. Only the values in it are used. */
  readonly message: string;
}

const types: Readonly<Record<string, string>> = {
  string: 'texto',
  integer: 'um número inteiro',
  number: 'um número',
  boolean: 'true ou false',
  array: 'uma lista',
  object: 'um objeto',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  'date-time': 'data e hora em RFC 3339',
  uri: 'um endereço completo',
};

const counts: Readonly<Record<string, readonly [least: boolean, one: string, many: string]>> = {
  minLength: [true, 'caractere', 'caracteres'],
  maxLength: [false, 'caractere', 'caracteres'],
  minItems: [true, 'item', 'itens'],
  maxItems: [false, 'item', 'itens'],
  minProperties: [true, 'propriedade', 'propriedades'],
  maxProperties: [false, 'propriedade', 'propriedades'],
};

/**
 * What a request did wrong, in Portuguese: the same words wherever a request is judged by the contract.
 * @param example a value that would be right
 */
export function problemSentence({ keyword, message }: Problem, example?: unknown): string {
  const number = /(-?[\d.e+]+)(?: \w+)?$/.exec(message)?.[1] ?? '';
  const count = counts[keyword];
  if (count) {
    return `deve ter ${count[0] ? 'ao menos' : 'no máximo'} ${number} ${count[number === '1' ? 1 : 2]}`;
  }
  switch (keyword) {
    case 'required':
      return 'é obrigatório';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'não existe no contrato';
    case 'type':
      return `deve ser ${typesIn(message)}`;
    case 'enum':
      return `deve ser um destes: ${message.split(': ').at(-1)}`;
    case 'minimum':
      return `deve ser no mínimo ${number}`;
    case 'maximum':
      return `deve ser no máximo ${number}`;
    case 'uniqueItems':
      return 'não pode ter itens repetidos';
    case 'format':
      return `deve ser ${formatIn(message)}${like(example)}`;
    case 'text':
      return 'deve ser um texto em UTF-8 bem formado, sem o caractere NUL';
    case 'pattern':
      return `não está no formato esperado${like(example)}`;
    default:
      return 'não está de acordo com o contrato';
  }
}

function typesIn(message: string): string {
  const names = /must be ([a-z,]+)$/.exec(message)?.[1]?.split(',') ?? [];
  return names.map((name) => types[name] ?? name).join(' ou ');
}

function formatIn(message: string): string {
  const name = /format "(.*)"$/.exec(message)?.[1] ?? '';
  return formats[name] ?? name;
}

function like(example: unknown): string {
  return typeof example === 'string' || typeof example === 'number' ? `, como ${example}` : '';
}
