import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A sample as a reader copies it from the page of its operation. */
export interface PageSample {
  operationId: string;
  language: string;
  /** Name of the request example; '' where the operation takes none. */
  example: string;
  source: string;
  /** Of the first reply that the page shows. */
  status: number;
}

/** Every sample that the built page of an operation shows, in the page's order. Throws when it shows none, or no reply. */
export function samplesOfPage(site: string, address: string, operationId: string): PageSample[] {
  const page = readFileSync(join(site, address, 'index.html'), 'utf8');
  const [, request = '', replies = ''] = page.split(/<figure[^>]*data-(?:request|replies)/);
  const status = Number(/(\d{3}) · /.exec(replies)?.[1]);
  const samples = [
    ...request.matchAll(
      /data-panel="([\w-]+)"\s+data-for="(\w*)"[^]*?<pre[^>]*><code>([^]*?)<\/code><\/pre>/g,
    ),
  ].map(([, language = '', example = '', code = '']) => ({
    operationId,
    language,
    example,
    source: textOf(code),
    status,
  }));
  if (samples.length === 0) throw new Error(`The page ${address} shows no sample.`);
  if (!(status >= 200)) throw new Error(`The page ${address} shows no reply.`);
  return samples;
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(#?\w+);/g, (entity, name: string) => {
    const character = entities[name];
    if (character === undefined) throw new Error(`The page has an entity that nobody reads here: ${entity}`);
    return character;
  });
}
