import { withReply, type Asking, type Entry } from '../oracle/timeline.ts';
import { absent, type Operator } from './operators.ts';

const number = (change: (value: number) => number) => (value: unknown) =>
  typeof value === 'string' && /^\d+$/.test(value) ? { value: String(change(Number(value))) } : undefined;

/** Ways in which a header can be wrong. */
export const headerOperators: readonly Operator[] = [
  { name: 'absent', spoil: (value) => (value === undefined ? undefined : { value: absent }) },
  {
    name: 'the value of before',
    spoil: (value, { previous }) =>
      previous === undefined || previous === value || value === undefined ? undefined : { value: previous },
  },
  { name: 'one more', spoil: number((value) => value + 1) },
  { name: 'one less', spoil: number((value) => value - 1) },
  { name: 'ten times', spoil: number((value) => (value === 0 ? 10 : value * 10)) },
  {
    name: 'zero',
    spoil: (value) => (typeof value === 'string' && /^[1-9]\d*$/.test(value) ? { value: '0' } : undefined),
  },
  { name: 'empty', spoil: (value) => (value === undefined ? undefined : { value: '' }) },
  {
    name: 'always the same',
    spoil: (value) => (value === undefined || value === 'same' ? undefined : { value: 'same' }),
  },
  {
    name: 'in capitals',
    spoil: (value) =>
      typeof value === 'string' && value.toUpperCase() !== value && !value.startsWith('application/')
        ? { value: value.toUpperCase() }
        : undefined,
  },
  { name: 'where there is none', spoil: (value) => (value === undefined ? { value: '1' } : undefined) },
];

/** An exchange with one header of its reply spoiled; undefined: it is as it would be anyway. */
export function spoiledHeader(
  entry: Asking,
  previous: Asking | undefined,
  name: string,
  operator: Operator,
): Entry[] | undefined {
  const { response } = entry.exchange;
  const result = operator.spoil(response.headers[name], {
    previous: previous?.exchange.response.headers[name],
    siblings: {},
    another: undefined,
    schema: {},
  });
  if (!result) return undefined;
  const headers = { ...response.headers };
  if (result.value === absent) delete headers[name];
  else headers[name] = result.value as string;
  return [withReply(entry, { ...response, headers })];
}
