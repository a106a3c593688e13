/**
 * Prints `packages=<folders>`: the published packages whose version the registry does not have, for the release workflow.
 * Version 0.0.0 was never meant to be published.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pendingFolders } from './pending-folders.ts';
import { publishablePackages } from './publishable.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

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

console.log(`packages=${pendingFolders(publishablePackages(root), publishedVersions).join(' ')}`);
