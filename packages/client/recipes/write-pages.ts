import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [path, text] of pages) {
  writeFileSync(path, text);
}
