const name = 'atteny-console:theme';
type Theme = 'light' | 'dark';

/** Light or dark as it was chosen here before; else the page follows the system. */
export function rememberTheme(): void {
  try {
    const theme = localStorage.getItem(name);
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  } catch {
    // A private window may refuse: the system decides.
  }
}

export function switchTheme(): void {
  const root = document.documentElement;
  const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme: Theme = (root.dataset['theme'] ?? system) === 'dark' ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  try {
    localStorage.setItem(name, theme);
  } catch {
    // The choice then ends with the page.
  }
}
