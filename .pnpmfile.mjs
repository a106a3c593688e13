/**
 * What pnpm reads before it resolves: @scalar/api-reference is taken for its browser bundle alone, which carries
 * everything it needs; the 27 packages that its Vue components would bring along stay out.
 */
export const hooks = {
  readPackage(manifest) {
    return manifest.name === '@scalar/api-reference' ? { ...manifest, dependencies: {} } : manifest;
  },
};
