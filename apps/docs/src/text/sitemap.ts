import { escape } from '../site/html.ts';
import { folderOf, languages } from '../site/languages.ts';

/** The addresses of all pages, each with its other language. `site`: where the site stands, with a slash at its end. */
export function sitemap(site: string, paths: string[]): string {
  const address = (path: string, language: (typeof languages)[number]) =>
    escape(new URL(`${folderOf(language)}${path}`, site).href);
  const entries = paths.flatMap((path) =>
    languages.map((language) => {
      const others = languages.map(
        (other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${address(path, other)}"/>`,
      );
      return `<url><loc>${address(path, language)}</loc>${others.join('')}</url>`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}

export function robots(site: string): string {
  return `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', site).href}\n`;
}
