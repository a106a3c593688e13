import { resolve, type Header, type Reference, type Schema } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import { eventOf } from '../reference/badges.ts';
import { typePhrase } from '../reference/constraints.ts';
import { shapeOf, type Shape } from '../reference/schema-shape.ts';
import { callOf } from '../samples/call.ts';
import { curlSample } from '../samples/curl.ts';
import type { Edition } from '../site/edition.ts';

/** The page of one operation as Markdown, for programs and for pasting: all that the page says, without its form. */
export function operationText(operation: Operation, edition: Edition): string {
  const { labels, origins } = edition;
  const { summary, kind, method, path, scopes, emits, description, body, inferred } = operation;
  const facts = [
    kind === 'webhook' ? `\`${eventOf(operation)}\`` : `\`${method.toUpperCase()} ${path}\``,
    scopes &&
      `${labels.scope}: ${scopes.length > 0 ? scopes.map((scope) => `\`${scope}\``).join(', ') : labels.anyKey}`,
    emits.length > 0 && `${labels.causes}: ${emits.map((event) => `\`${event}\``).join(', ')}`,
    inferred && edition.section === 'reference' && labels.inferred,
  ];
  const example = body?.examples[0]?.value;
  return [
    `# ${summary}`,
    facts.filter(Boolean).join(' · '),
    description.trim(),
    parameterTexts(operation, edition),
    body?.media.schema && `## ${labels.body}\n\n${fields(body.media.schema, edition)}`,
    kind === 'webhook'
      ? fence('json', JSON.stringify(example, null, 2))
      : `## ${labels.request}\n\n${fence('sh', curlSample(callOf(operation, example), origins.mock))}`,
    responseTexts(operation, edition),
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function parameterTexts({ parameters }: Operation, edition: Edition): string {
  const { labels } = edition;
  return (['path', 'query', 'header', 'cookie'] as const)
    .flatMap((place) => {
      const rows = parameters
        .filter((parameter) => parameter.in === place)
        .map((parameter) => row(parameter.name, parameter, edition));
      return rows.length > 0 ? [`## ${labels.parametersIn[place]}\n\n${rows.join('\n')}`] : [];
    })
    .join('\n\n');
}

function responseTexts({ responses }: Operation, edition: Edition): string {
  const { labels, bundle } = edition;
  const parts = responses.map(({ status, response, media, examples }) => {
    const success = /^[123]/.test(status);
    const codes = examples
      .map(({ value }) => (value as { code?: unknown } | null)?.code)
      .filter((code) => typeof code === 'string');
    const head = `### ${status}${codes.length > 0 ? ` ${[...new Set(codes)].map((code) => `\`${code}\``).join(' ')}` : ''}`;
    const headers = Object.entries(response.headers ?? {}).map(([name, header]) =>
      row(name, resolve<Header>(bundle.document, header), edition),
    );
    return [
      head,
      response.description,
      success && media?.schema && fields(media.schema, edition),
      success && headers.length > 0 && `${labels.headers}:\n\n${headers.join('\n')}`,
      success && examples[0] && fence('json', JSON.stringify(examples[0].value, null, 2)),
    ]
      .filter(Boolean)
      .join('\n\n');
  });
  return `## ${labels.responses}\n\n${parts.join('\n\n')}`;
}

function row(name: string, field: Header, edition: Edition): string {
  const shape = shapeOf(edition.bundle.document, field.schema ?? {});
  return line(name, shape, field.required ?? false, field.description ?? '', edition, 0);
}

function fields(reference: Reference<Schema>, edition: Edition): string {
  return nested(shapeOf(edition.bundle.document, reference), edition, 0).join('\n');
}

function nested(shape: Shape, edition: Edition, depth: number): string[] {
  const inner = shape.type === 'array' && shape.items ? shape.items : shape;
  return [
    ...inner.properties.flatMap(({ name, required, shape: own }) => [
      line(name, own, required, own.schema.description ?? '', edition, depth),
      ...nested(own, edition, depth + 1),
    ]),
    ...inner.alternatives.flatMap((alternative) => nested(alternative, edition, depth)),
  ];
}

function line(
  name: string,
  shape: Shape,
  required: boolean,
  description: string,
  { labels }: Edition,
  depth: number,
): string {
  const values = shape.schema.enum ?? shape.items?.schema.enum;
  const facts = [typePhrase(shape, labels), required ? labels.required : labels.optional];
  const words = description.trim().replaceAll(/\s+/g, ' ');
  const choice = values
    ? ` ${labels.values}: ${values.map((value) => `\`${String(value)}\``).join(', ')}.`
    : '';
  return `${'  '.repeat(depth)}- \`${name}\` (${facts.join(', ')})${words && `: ${words}`}${choice}`;
}
