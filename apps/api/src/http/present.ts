/**
 * What an earlier step of the middleware has set.
 * @throws when the order of the middleware is wrong.
 */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A step of the middleware ran before the one it needs.');
  return value;
}
