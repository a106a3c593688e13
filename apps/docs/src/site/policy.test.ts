import { expect, test } from 'vitest';
import { contentPolicy } from './policy.ts';

const at = (baseUrl: string) => ({ baseUrl, key: 'k' });
const origins = {
  mock: at('http://localhost:4010/api/v1'),
  sandbox: at('http://localhost:4000/api/v1'),
  production: at('https://api.example.com/api/v1'),
};

test('pages load from their own origin alone and run nothing inline', () => {
  const policy = contentPolicy('page', origins);
  expect(policy).not.toMatch(/unsafe|http|\*/);
  expect(policy).toContain("default-src 'none'");
});

test('the try-it page may send to the two local servers and to nothing else', () => {
  const policy = contentPolicy('try', origins);
  expect(policy).toContain("connect-src 'self' http://localhost:4010 http://localhost:4000;");
  expect(policy).not.toContain('api.example.com');
  expect(policy).toContain("script-src 'self';");
});
