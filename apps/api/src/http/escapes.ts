/** Whether a part of a target has escapes that make up UTF-8, or none. */
export function isText(escaped: string): boolean {
  if (!escaped.includes('%')) return true;
  try {
    decodeURIComponent(escaped);
    return true;
  } catch {
    return false;
  }
}
