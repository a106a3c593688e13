import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';
import { licensesFile, licensesOf } from '../../../../scripts/src/third-party-licenses.ts';

const { resolve } = createRequire(import.meta.url);
const source = join(import.meta.dirname, '..');

const fonts = {
  'inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'mono.woff2': '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
};
const scripts = ['site', 'theme', 'try'] as const;
const styles = {
  'site.css': ['fonts', 'tokens', 'bar', 'layout', 'prose', 'reference', 'code', 'home', 'finder', 'try'],
};

/**
 * Writes scripts, styles and fonts below `folder`, in one folder named by their content, so that they may be cached for
 * good. Returns its address from the root of the site: `assets/1a2b3c4d/`.
 */
export async function writeAssets(folder: string): Promise<string> {
  const files = new Map<string, Buffer | string>();
  const modules = Object.values(fonts).map((font) => resolve(font));
  for (const script of scripts) {
    const { code, moduleIds } = await bundleScript(script);
    files.set(`${script}.js`, code);
    modules.push(...moduleIds);
  }
  files.set(licensesFile, licensesOf(modules));
  for (const [name, parts] of Object.entries(styles)) files.set(name, await concatenate(parts));
  for (const [name, font] of Object.entries(fonts)) files.set(name, await readFile(resolve(font)));
  files.set('icon.svg', await readFile(join(source, 'styles', 'icon.svg')));
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(name).update(content);
  const address = `assets/${hash.digest('hex').slice(0, 8)}/`;
  await mkdir(join(folder, address), { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, address, name), content);
  return address;
}

/** A script for browsers, from TypeScript. The theme is set before the first paint and so is no module. */
async function bundleScript(name: string): Promise<OutputChunk> {
  const bundler = await rolldown({ input: join(source, 'browser', `${name}.ts`) });
  const { output } = await bundler.generate({ format: name === 'theme' ? 'iife' : 'es', minify: true });
  await bundler.close();
  return output[0];
}

async function concatenate(parts: string[]): Promise<string> {
  const texts = parts.map((part) =>
    readFile(
      part === 'tokens' ? resolve('@atteny/design-tokens/tokens.css') : join(source, 'styles', `${part}.css`),
      'utf8',
    ),
  );
  return (await Promise.all(texts)).join('\n');
}

/** The styles that no bundle takes up; a test keeps this empty. */
export async function unusedStyles(): Promise<string[]> {
  const used = new Set(
    Object.values(styles)
      .flat()
      .map((part) => `${part}.css`),
  );
  const all = await readdir(join(source, 'styles'));
  return all.filter((file) => file.endsWith('.css') && !used.has(file));
}
