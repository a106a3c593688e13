/** What every page does beside showing itself. Without it everything can still be read. */
import { copyButtons, copyPage } from './copy.ts';
import { finder } from './finder.ts';
import { menu } from './menu.ts';
import { samples } from './samples.ts';
import { themeToggle } from './theme-choice.ts';

themeToggle();
menu();
finder();
copyButtons();
copyPage();
samples();
