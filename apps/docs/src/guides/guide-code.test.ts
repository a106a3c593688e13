import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEdition } from '../testing/edition.ts';
import { languages } from '../site/languages.ts';
import { fillPlaceholders } from './placeholders.ts';

test('the TypeScript in the guides compiles against the real packages', async () => {
  // Inside the package, where the code finds them as an app would.
  const folder = mkdtempSync(join(import.meta.dirname, '..', '..', '.guides-'));
  try {
    let blocks = 0;
    for (const language of languages) {
      const { guides, bundle, origins } = await realEdition(language);
      for (const { slug, text } of guides) {
        for (const [, code] of text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
          blocks += 1;
          const source = fillPlaceholders(code ?? '', bundle.document, origins);
          writeFileSync(join(folder, `${slug}-${language}-${blocks}.ts`), source);
        }
      }
    }
    expect(blocks).toBeGreaterThan(0);
    const config = {
      extends: '../tsconfig.json',
      compilerOptions: { lib: ['es2024', 'dom'] },
      include: ['*.ts'],
      exclude: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiled = spawnSync('tsc', ['--noEmit', '-p', folder], { encoding: 'utf8' });
    expect(compiled.stdout).toBe('');
    expect(compiled.status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
