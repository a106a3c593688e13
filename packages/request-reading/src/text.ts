/** A part of a request target without its escapes; undefined when they are no UTF-8. */
export function unescaped(part: string): string | undefined {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Whether a text is well-formed Unicode without NUL, as every text of a request has to be. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
