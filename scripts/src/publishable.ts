import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Publishable {
  /** From the root of the workspace, such as `packages/client`. */
  folder: string;
  name: string;
  version: string;
}

/** Every package of the workspace that is not private, by its folder. */
export function publishablePackages(root: string): Publishable[] {
  return globSync('{packages,apps}/*/package.json', { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const {
        name,
        version,
        private: isPrivate,
      } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        name: string;
        version: string;
        private?: boolean;
      };
      return isPrivate === true ? [] : [{ folder: dirname(path), name, version }];
    });
}
