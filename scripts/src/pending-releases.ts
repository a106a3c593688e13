/**
 * Prints `packages=<folders>`: the published packages whose version the registry does not have, for the release workflow.
 * Version 0.0.0 was never meant to be published.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pendingFolders } from './pending-folders.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['packages/client', 'packages/webhooks'];

function publishedVersions(name: string): string[] {
  try {
    const versions = execFileSync('npm', ['view', name, 'versions', '--json'], { encoding: 'utf8' });
    return [JSON.parse(versions) as string | string[]].flat();
  } catch (error) {
    // A package that was never published is no failure; a registry out of reach is one.
    if (String((error as { stdout?: string }).stdout).includes('E404')) {
      return [];
    }
    throw error;
  }
}

const manifests = folders.map((folder) => ({
  folder,
  ...(JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')) as { name: string; version: string }),
}));
console.log(`packages=${pendingFolders(manifests, publishedVersions).join(' ')}`);
