export interface Releasable {
  folder: string;
  name: string;
  version: string;
}

/** Folders of the packages whose version is not among those published under their name. */
export function pendingFolders(
  packages: readonly Releasable[],
  published: (name: string) => readonly string[],
): string[] {
  return packages.flatMap(({ folder, name, version }) =>
    version === '0.0.0' || published(name).includes(version) ? [] : [folder],
  );
}
