/**
 * `pnpm pack:all [folder]`: packs everything that is published, as npm would send it, into one folder (`tarballs` of the
 * workspace when none is named), with a list of checksums that `sha256sum --check SHA256SUMS` takes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishablePackages } from './publishable.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [, , named] = process.argv;
// A folder that is named is meant from where the command was called; pnpm runs a script in the workspace's root.
const folder = named === undefined ? join(root, 'tarballs') : resolve(process.env['INIT_CWD'] ?? root, named);
// A Node of this install for what `prepack` runs, whatever the machine has.
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };

const packages = publishablePackages(root);
// What a package brings along of others, the documentation for one, has to be there when it is packed.
const filters = packages.flatMap(({ name }) => ['--filter', name]);
const tasks = fileURLToPath(new URL('./tasks.ts', import.meta.url));
execFileSync(process.execPath, [tasks, 'build', '--output-logs=errors-only', ...filters], {
  cwd: root,
  env,
  stdio: ['ignore', process.stderr, process.stderr],
});

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const lines = packages.map((each) => {
  const packed = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], {
    cwd: join(root, each.folder),
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  // What `prepack` prints comes before the JSON.
  const [{ filename, size }] = JSON.parse(packed.slice(packed.lastIndexOf('\n[') + 1)) as [
    { filename: string; size: number },
  ];
  const sum = createHash('sha256')
    .update(readFileSync(join(folder, filename)))
    .digest('hex');
  console.log(`${each.name}@${each.version}  ${filename}  ${Math.ceil(size / 1024)} KiB`);
  return `${sum}  ${filename}\n`;
});
writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
console.log(`\n${lines.length} tarballs and SHA256SUMS in ${folder}`);
