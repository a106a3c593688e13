const postgresUniqueViolation = '23505';
const sqliteUniqueViolation = 2067;

/** Whether a statement failed because another row has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === postgresUniqueViolation || errcode === sqliteUniqueViolation;
}
