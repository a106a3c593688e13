import type { Entry, SearchFile } from '../browser/ranking.ts';
import { fillPlaceholders } from '../guides/placeholders.ts';
import { errorAddress } from '../errors/errors.ts';
import { changelogText } from '../pages/changelog.ts';
import { eventOf } from '../reference/badges.ts';
import { shapeOf, type Shape } from '../reference/schema-shape.ts';
import type { Operation } from '../contract/operations.ts';
import type { Edition } from './edition.ts';
import { plainText, slug } from './markdown.ts';
import { synonymsOf } from './synonyms.ts';

/** Operations with their paths and fields, guides and the contract's prose by heading, and the words that readers use. */
export function searchFile(edition: Edition): SearchFile {
  return { entries: entriesOf(edition), synonyms: synonymsOf(edition.language) };
}

function entriesOf(edition: Edition): Entry[] {
  const { labels, guides, groups, bundle, origins } = edition;
  const operations = groups.flatMap(({ tag, operations: members }) =>
    members.map((operation) => ({
      t: operation.summary,
      s: `${tag['x-displayName'] ?? tag.name} · ${eventOf(operation) ?? `${operation.method.toUpperCase()} ${operation.path}`}`,
      u: operation.address.slice(1),
      k: namesOf(operation, edition),
      x: plainText(operation.description),
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
  const errors = edition.errors.map(({ code, status, meaning, text }) => ({
    t: `${status} ${code}`,
    s: labels.errorCodes,
    u: errorAddress(code).slice(1),
    k: code.replaceAll('_', ' '),
    x: plainText(fillPlaceholders(`${meaning} ${text.replaceAll(/^#+ /gm, '')}`, bundle.document, origins)),
  }));
  const changes = sections(changelogText(edition), labels.changelog, labels.fundamentals, 'changelog/');
  return [...operations, ...errors, ...prose, ...changes];
}

function namesOf(operation: Operation, { bundle }: Edition): string {
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
  ].join(' ');
}

function fieldNames(shape: Shape): string[] {
  const values = (shape.schema.enum ?? []).map(String);
  const nested = shape.items ? [shape.items] : shape.properties.map((property) => property.shape);
  return [...values, ...shape.properties.map(({ name }) => name), ...nested.flatMap(fieldNames)];
}

function sections(text: string, title: string, section: string, address: string): Entry[] {
  const parts = text.split(/^(#{1,4} .*)$/m);
  const entries = [{ t: title, s: section, u: address, k: '', x: plainText(parts[0] ?? '') }];
  for (let at = 1; at < parts.length; at += 2) {
    const heading = plainText((parts[at] ?? '').replace(/^#+ /, ''));
    entries.push({
      t: heading,
      s: title,
      u: `${address}#${slug(heading)}`,
      k: '',
      x: plainText(parts[at + 1] ?? ''),
    });
  }
  return entries;
}
