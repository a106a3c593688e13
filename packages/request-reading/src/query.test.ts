import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from './query.ts';

const rules = {
  names: new Set(['page', 'limit', 'search']),
  integers: [
    { name: 'page', maximum: Number.MAX_SAFE_INTEGER },
    { name: 'limit', maximum: 100 },
  ],
};

describe('numbers', () => {
  test.each(['Infinity', '1e309', '1e3', '%D9%A3', '+1', '%2B1', '1.0', '0x10', '%205', '5%0A', '', 'NaN'])(
    '%s is none',
    (written) => {
      const { values, problems } = readQuery(`page=${written}`, rules);
      expect(values).toEqual({});
      expect(problems).toEqual([{ path: ['query', 'page'], keyword: 'type', message: 'must be integer' }]);
    },
  );

  test.each([
    ['limit', '101', 100],
    ['limit', '9'.repeat(400), 100],
    ['page', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['page', '9007199254740993', Number.MAX_SAFE_INTEGER],
  ])('%s=%s is too large, and no judge sees it', (name, written, maximum) => {
    const { values, problems } = readQuery(`${name}=${written}`, rules);
    expect(values).toEqual({});
    expect(problems).toEqual([
      { path: ['query', name], keyword: 'maximum', message: `must be <= ${maximum}` },
    ]);
  });

  test('what is below a bound is for the judge of schemas', () => {
    expect(readQuery('page=0&limit=-1', rules)).toEqual({ values: { page: '0', limit: '-1' }, problems: [] });
  });

  test('one that comes twice is a list, and no number', () => {
    expect(readQuery('page=1&page=2', rules).problems).toHaveLength(1);
  });
});

describe('texts', () => {
  test('plus and %20 are a space, escapes are UTF-8, in names too', () => {
    expect(readQuery('se%61rch=a+b%20%C3%A7', rules).values).toEqual({ search: 'a b ç' });
  });

  test.each([
    ['search=%', ['query', 'search']],
    ['search=%FF', ['query', 'search']],
    ['search=%ED%A0%80', ['query', 'search']],
    ['search=%00', ['query', 'search']],
    ['unknown=%zz', ['query', 'unknown']],
    ['%=1', ['query']],
  ])('%s cannot be read, and the place is named', (query, path) => {
    expect(readQuery(query, rules).problems).toEqual([{ path, keyword: 'text', message: '' }]);
  });

  test('a query is read to its end, however long', () => {
    const query = `${'x=1&'.repeat(50_000)}limit=7`;
    expect(readQuery(query, rules)).toEqual({ values: { limit: '7' }, problems: [] });
  });

  test('names that the contract does not have are ignored, whatever they are', () => {
    expect(readQuery('Page=x&page[]=x&__proto__=x&&', rules)).toEqual({ values: {}, problems: [] });
  });

  test('any text comes back as it was encoded', () => {
    const text = string({ unit: 'binary' }).filter((each) => each.isWellFormed() && !each.includes('\0'));
    assert(
      property(text, (search) => {
        expect(readQuery(new URLSearchParams({ search }).toString(), rules)).toEqual({
          values: { search },
          problems: [],
        });
      }),
    );
  });
});
