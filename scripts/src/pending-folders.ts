import type { Publishable } from './publishable.ts';

/** Folders of the packages whose version is not among those published under their name. */
export function pendingFolders(
  packages: readonly Publishable[],
  published: (name: string) => readonly string[],
): string[] {
  return packages.flatMap(({ folder, name, version }) =>
    version === '0.0.0' || published(name).includes(version) ? [] : [folder],
  );
}
