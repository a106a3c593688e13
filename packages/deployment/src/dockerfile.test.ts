import { expect, test } from 'vitest';
import { imageOf } from './dockerfile.ts';

const dockerfile = (last: string) => `
FROM node:24 AS build
RUN one \\
  && two
FROM node:24-slim AS server
COPY --from=build /build/dist /srv
${last}`;

test('a stage says what comes where, and how it runs', () => {
  const image = imageOf(
    dockerfile('ENV A=1 B=two\nUSER 1000:1000\nENTRYPOINT ["node", "/srv/main.mjs"]\nCMD ["--quiet"]'),
    'server',
  );
  expect(image).toEqual({
    base: 'node:24-slim',
    copies: [{ from: '/build/dist', to: '/srv' }],
    environment: { A: '1', B: 'two' },
    user: '1000:1000',
    entrypoint: ['node', '/srv/main.mjs'],
    command: ['--quiet'],
    healthCheck: [],
  });
});

test('a step that cannot be taken without Docker is an error, not passed over', () => {
  expect(() => imageOf(dockerfile('RUN apt-get install curl'), 'server')).toThrow('What RUN does');
  expect(() => imageOf(dockerfile('COPY package.json /srv'), 'server')).toThrow(
    'something else than the build',
  );
  expect(() => imageOf(dockerfile(''), 'mock')).toThrow('no stage "mock"');
});
