import type { Edition, View } from './edition.ts';
import { folderOf } from './languages.ts';

/** An edition as one of its pages sees it. `path`: `reference/contacts/`, or '' for the home page. */
export function viewFrom(edition: Edition, path: string): View {
  return viewOf(
    edition,
    path,
    '../'.repeat(`${folderOf(edition.language)}${path}`.split('/').length - 1) || './',
  );
}

/** The same for the page that stands in for any missing address: it can only count from the root of the host. */
export function viewFromAnywhere(edition: Edition): View {
  return viewOf(edition, '', '/');
}

function viewOf(edition: Edition, path: string, root: string): View {
  const fromRoot = (target: string) => root + target;
  return {
    ...edition,
    path,
    fromRoot,
    link: (target) =>
      target.startsWith('/') ? fromRoot(folderOf(edition.language) + target.slice(1)) : target,
  };
}
