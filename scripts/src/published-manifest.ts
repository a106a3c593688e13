/**
 * `published-manifest.ts publish|restore`: run by `prepack` and `postpack` in a published package's folder.
 *
 * In the repository a package exports its sources; what is published exports what was built. pnpm puts
 * `publishConfig` in place when it packs, npm does not: this makes a plain `npm pack` give the same package.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { publishedManifest } from './publish-manifest.ts';

const [manifest, kept] = ['package.json', 'package.json.kept'];

if (process.argv[2] === 'publish') {
  // What an interrupted pack left behind is the true one.
  if (existsSync(kept)) {
    renameSync(kept, manifest);
  }
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(kept, text);
  writeFileSync(manifest, publishedManifest(text));
} else if (existsSync(kept)) {
  renameSync(kept, manifest);
}
