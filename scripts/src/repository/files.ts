import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = fileURLToPath(new URL('../../../', import.meta.url));

/** Every text file that git keeps or would keep: path → text. */
export function keptFiles(): Map<string, string> {
  const options = { cwd: workspace, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const names = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    options,
  );
  const present = names.split('\0').filter((name) => name && existsSync(join(workspace, name)));
  const texts = present.map((name): [string, string] => [name, readFileSync(join(workspace, name), 'utf8')]);
  return new Map(texts.filter(([, text]) => !text.includes('\0')));
}
