import { expect, test } from 'vitest';
import { publishedManifest } from './publish-manifest.ts';

test('what is published exports what was built, and carries nothing of the repository', () => {
  const manifest = {
    name: '@atteny/example',
    exports: { '.': './src/index.ts' },
    scripts: { test: 'vitest' },
    dependencies: { 'openapi-fetch': '0.17.0' },
    devDependencies: { '@atteny/contract': 'workspace:*' },
    publishConfig: { access: 'public', main: './dist/index.js', exports: { '.': './dist/index.js' } },
  };
  expect(JSON.parse(publishedManifest(JSON.stringify(manifest)))).toEqual({
    name: '@atteny/example',
    main: './dist/index.js',
    exports: { '.': './dist/index.js' },
    dependencies: { 'openapi-fetch': '0.17.0' },
    publishConfig: { access: 'public' },
  });
});
