import { expect, test } from 'vitest';
import { problemSentence } from './sentence.ts';

test.each([
  ['required', "must have required property 'name'", 'é obrigatório'],
  ['type', 'must be integer', 'deve ser um número inteiro'],
  ['type', 'must be string,null', 'deve ser texto ou null'],
  ['minimum', 'must be >= 1', 'deve ser no mínimo 1'],
  ['minLength', 'must NOT have fewer than 1 characters', 'deve ter ao menos 1 caractere'],
  ['maxLength', 'must NOT have more than 120 characters', 'deve ter no máximo 120 caracteres'],
  ['maxItems', 'must NOT have more than 2 items', 'deve ter no máximo 2 itens'],
  ['enum', 'must be equal to one of the allowed values: OPEN, CLOSED', 'deve ser um destes: OPEN, CLOSED'],
  ['anythingElse', 'must be otherwise', 'não está de acordo com o contrato'],
])('%s is said in Portuguese', (keyword, message, said) => {
  expect(problemSentence({ keyword, message })).toBe(said);
});

test('a wrong form shows a right one', () => {
  expect(problemSentence({ keyword: 'pattern', message: 'must match pattern "^a$"' }, 'a')).toBe(
    'não está no formato esperado, como a',
  );
  expect(problemSentence({ keyword: 'format', message: 'must match format "date-time"' }, undefined)).toBe(
    'deve ser data e hora em RFC 3339',
  );
});
