import type { Schema } from '../contract/document.ts';
import { html, type Html } from '../site/html.ts';
import type { Labels } from '../site/labels.ts';
import type { Shape } from './schema-shape.ts';

/** The type as a phrase: `texto ou null`, `lista de Contato`. */
export function typePhrase(shape: Shape, labels: Labels): string {
  const own =
    shape.type === 'array' && shape.items
      ? `${labels.listOf} ${typePhrase(shape.items, labels)}`
      : (labels.types[shape.type] ?? shape.type);
  const format = shape.schema.format ? ` · ${shape.schema.format}` : '';
  return `${own}${shape.nullable ? ` ${labels.orNull}` : ''}${format}`;
}

/** What the schema asks of a value, beside its type: one short line, or null. */
export function constraints(shape: Shape, labels: Labels): Html | null {
  const { schema } = shape;
  const parts = [
    schema.const !== undefined ? html`${labels.always} ${code(schema.const)}` : null,
    valuesOf(shape, labels),
    schema.default !== undefined ? html`${labels.defaultValue}: ${code(schema.default)}` : null,
    range(schema.minLength, schema.maxLength, labels, labels.characters),
    range(schema.minimum, schema.maximum, labels),
    range(schema.minItems, schema.maxItems, labels, labels.items),
    schema.uniqueItems ? html`${labels.unique}` : null,
    // The description says it in words; the expression is for those who ask.
    schema.pattern
      ? html`<details class="pattern">
          <summary>${labels.pattern}</summary>
          <code>${schema.pattern}</code>
        </details>`
      : null,
  ].filter((part) => part !== null);
  return parts.length > 0
    ? html`<ul class="constraints">
        ${parts.map((part) => html`<li>${part}</li>`)}
      </ul>`
    : null;
}

/** What the whole object asks, such as `mediaUrl` for some types: one sentence each. */
export function objectRules(schema: Schema, labels: Labels): Html[] {
  return [
    schema.additionalProperties === false ? html`${labels.closed}` : null,
    typeof schema.additionalProperties === 'object' ? html`${labels.anyNames}` : null,
    propertyCount(schema, labels),
    schema.if && schema.then ? conditional(schema.if, schema.then, labels) : null,
  ].filter((rule) => rule !== null);
}

function propertyCount({ minProperties, maxProperties }: Schema, labels: Labels): Html | null {
  if (minProperties === 1 && maxProperties === 1) return html`${labels.exactlyOneProperty}`;
  if (minProperties === 1) return html`${labels.atLeastOneProperty}`;
  return range(minProperties, maxProperties, labels, labels.properties);
}

function conditional(when: Schema, then: Schema, labels: Labels): Html {
  const conditions = Object.entries(when.properties ?? {}).map(([name, property]) => {
    const values = 'enum' in property ? property.enum : 'const' in property ? [property.const] : undefined;
    if (!values) throw new Error(`The docs do not show the condition on ${name}.`);
    return html`${code(name, false)} =
    ${values.map((value, index) => html`${index > 0 && html` ${labels.or} `}${code(value)}`)}`;
  });
  const needed = (then.required ?? []).map((name) => code(name, false));
  return html`${labels.when} ${conditions}, ${needed} ${labels.isRequired}.`;
}

function valuesOf({ schema, items }: Shape, labels: Labels): Html | null {
  const values = schema.enum ?? items?.schema.enum;
  return values ? html`${labels.values}: ${values.map((value) => html`${code(value)} `)}` : null;
}

function range(
  minimum: number | undefined,
  maximum: number | undefined,
  labels: Labels,
  unit = '',
): Html | null {
  if (minimum === undefined && maximum === undefined) return null;
  const words =
    minimum === undefined
      ? labels.atMost(maximum ?? 0)
      : maximum === undefined
        ? labels.atLeast(minimum)
        : labels.between(minimum, maximum);
  return html`${words} ${unit}`;
}

function code(value: unknown, asJson = true): Html {
  return html`<code>${asJson && typeof value !== 'string' ? JSON.stringify(value) : String(value)}</code>`;
}
