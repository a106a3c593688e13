import { recall, remember } from './memory.ts';

export type Theme = 'light' | 'dark';

export function rememberedTheme(): Theme | null {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : null;
}

/** The theme in force: the chosen one, or the system's. */
export function currentTheme(): Theme {
  return rememberedTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

/** Lets the button in the bar change the theme, and tells `changed` of each change, the system's included. */
export function themeToggle(changed: (theme: Theme) => void = () => {}): void {
  document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
    const theme = currentTheme() === 'dark' ? 'light' : 'dark';
    remember('theme', theme);
    document.documentElement.dataset['theme'] = theme;
    document.dispatchEvent(new CustomEvent('theme', { detail: theme }));
  });
  document.addEventListener('theme', () => changed(currentTheme()));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => changed(currentTheme()));
}
