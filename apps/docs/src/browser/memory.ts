/** What the reader chose, kept in this browser; where storage is refused, for this page only. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`atteny-docs:${name}`, value);
  } catch {
    // A private window may refuse: the choice then ends with the page.
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`atteny-docs:${name}`);
  } catch {
    return null;
  }
}
