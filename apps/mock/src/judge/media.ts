/** Whether a request sends a body at all, by its headers. */
export function sendsBody(headers: Readonly<Record<string, string>>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether the body that the headers announce is JSON in UTF-8, not compressed. */
export function announcesJson(headers: Readonly<Record<string, string>>): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return (
    type === 'application/json' &&
    ['utf-8', 'utf8', undefined].includes(charset?.replaceAll('"', '')) &&
    ['identity', undefined].includes(headers['content-encoding']?.trim().toLowerCase())
  );
}

/** @returns undefined when the bytes are no JSON text in UTF-8 */
export function parseJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** JSON.stringify escapes NUL and halves of surrogate pairs; a backslash that was sent it doubles. */
const escaped = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Whether every text in a JSON value is well-formed Unicode without NUL. */
export function isWellFormed(value: unknown): boolean {
  return !escaped.test(JSON.stringify(value));
}
