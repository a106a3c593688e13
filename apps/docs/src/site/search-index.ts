import { fillPlaceholders } from '../guides/placeholders.ts';
import { eventOf } from '../reference/badges.ts';
import { shapeOf, type Shape } from '../reference/schema-shape.ts';
import { operationAddress, type Operation } from '../contract/operations.ts';
import type { Edition } from './edition.ts';
import { plainText, slug } from './markdown.ts';

/** One thing that the search finds. The names are short because the file is fetched. */
export interface SearchEntry {
  /** Title. */
  t: string;
  /** Where it belongs: a tag, a guide. */
  s: string;
  /** Address within the edition, without a slash at the start. */
  u: string;
  /** Further words: path, fields, prose. */
  w: string;
}

/** Operations with their paths and fields, guides and the contract's prose by heading. */
export function searchIndex(edition: Edition): SearchEntry[] {
  const { labels, guides, groups, bundle, origins } = edition;
  const operations = groups.flatMap(({ tag, operations: members }) =>
    members.map((operation) => ({
      t: operation.summary,
      s: `${tag['x-displayName'] ?? tag.name} · ${eventOf(operation) ?? `${operation.method.toUpperCase()} ${operation.path}`}`,
      u: operationAddress(operation).slice(1),
      w: wordsOf(operation, edition),
    })),
  );
  const prose = [
    ...guides.flatMap((guide) => {
      const text = fillPlaceholders(guide.text, bundle.document, origins);
      return sections(text, guide.title, labels.guides, `guides/${guide.slug}/`);
    }),
    ...sections(
      bundle.document.info.description ?? '',
      labels.fundamentals,
      labels.fundamentals,
      'concepts/',
    ),
  ];
  return [...operations, ...prose];
}

function wordsOf(operation: Operation, { bundle }: Edition): string {
  const bodies = [operation.body?.media, ...operation.responses.map(({ media }) => media)];
  const schemas = bodies.flatMap((media) => (media?.schema ? [shapeOf(bundle.document, media.schema)] : []));
  const fields = new Set(schemas.flatMap(fieldNames));
  return [
    operation.id,
    operation.method,
    operation.path,
    eventOf(operation) ?? '',
    ...operation.emits,
    ...(operation.scopes ?? []),
    ...operation.parameters.map(({ name }) => name),
    ...fields,
    plainText(operation.description),
  ].join(' ');
}

function fieldNames(shape: Shape): string[] {
  const values = (shape.schema.enum ?? []).map(String);
  const nested = shape.items ? [shape.items] : shape.properties.map((property) => property.shape);
  return [...values, ...shape.properties.map(({ name }) => name), ...nested.flatMap(fieldNames)];
}

function sections(text: string, title: string, section: string, address: string): SearchEntry[] {
  const parts = text.split(/^(#{1,4} .*)$/m);
  const entries = [{ t: title, s: section, u: address, w: plainText(parts[0] ?? '') }];
  for (let at = 1; at < parts.length; at += 2) {
    const heading = plainText((parts[at] ?? '').replace(/^#+ /, ''));
    entries.push({
      t: heading,
      s: title,
      u: `${address}#${slug(heading)}`,
      w: plainText(parts[at + 1] ?? ''),
    });
  }
  return entries;
}
