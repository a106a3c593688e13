interface Entries {
  main?: unknown;
  module?: unknown;
  types?: unknown;
  exports?: unknown;
}

interface Manifest extends Entries {
  scripts?: unknown;
  devDependencies?: unknown;
  publishConfig?: Entries & { [option: string]: unknown };
}

/** A package.json as it is published: the entries of `publishConfig`, and nothing that only the repository needs. */
export function publishedManifest(text: string): string {
  const { scripts: _, devDependencies: __, publishConfig = {}, ...manifest } = JSON.parse(text) as Manifest;
  const { main, module, types, exports = manifest.exports, ...options } = publishConfig;
  return `${JSON.stringify({ ...manifest, main, module, types, exports, publishConfig: options }, null, 2)}\n`;
}
