/** Runs before the first paint: a theme that the reader chose wins over that of the system. */
import { rememberedTheme } from './theme-choice.ts';

const theme = rememberedTheme();
if (theme) document.documentElement.dataset['theme'] = theme;
