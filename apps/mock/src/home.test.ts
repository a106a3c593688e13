import { describe, expect, test } from 'vitest';
import { testMock } from './mock.fixture.ts';

async function opened(path: string, headers: Record<string, string>) {
  const mock = await testMock();
  const response = await fetch(`${mock.origin}${path}`, { headers });
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    origin: mock.origin,
  };
}

describe('the root', () => {
  test('is a page for browsers, in their language, that loads and runs nothing', async () => {
    const page = await opened('/', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'pt-BR,en;q=0.5' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text).toContain('<html lang="pt-BR">');
    expect(page.text).toContain(`curl ${page.origin}/api/v1/me`);
    expect(page.text).toContain('href="http://localhost:4020/"');
    const english = await opened('/?lang=en', { accept: 'text/html', 'accept-language': 'pt-BR' });
    expect(english.text).toContain('href="http://localhost:4020/en/"');
  });

  test('is JSON for programs', async () => {
    const { text, origin } = await opened('/', {});
    expect(JSON.parse(text)).toEqual({
      success: true,
      data: { name: 'Mock', baseUrl: `${origin}/api/v1`, docs: 'http://localhost:4020/' },
    });
  });

  test('is the only one: everything else is 404 in the envelope, for browsers too', async () => {
    for (const path of ['/api', '/api/v1', '/api/v1/', '/index.html', '//']) {
      const { status, text } = await opened(path, { accept: 'text/html' });
      expect([path, status, (JSON.parse(text) as { code: string }).code]).toEqual([path, 404, 'not_found']);
    }
  });
});
