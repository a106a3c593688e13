import type { Reference, Schema } from '../contract/document.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown } from '../site/markdown.ts';
import { sourceBadge } from './badges.ts';
import { constraints, objectRules, typePhrase } from './constraints.ts';
import { shapeOf, type Shape } from './schema-shape.ts';

/** Whether a property that may be left out, or one that may not, is worth a word: the other one goes without saying. */
export type Emphasis = 'required' | 'optional';

/** The properties of a body, nested ones folded away below the second level. */
export function bodySchema(reference: Reference<Schema>, emphasis: Emphasis, view: View): Html {
  return shapeView(shapeOf(view.bundle.document, reference), emphasis, view, 0);
}

function shapeView(shape: Shape, emphasis: Emphasis, view: View, depth: number): Html {
  const inner = shape.type === 'array' && shape.items ? shape.items : shape;
  const rules = objectRules(inner.schema, view.labels);
  return html`${
      rules.length > 0 &&
      html`<ul class="rules">
        ${rules.map((rule) => html`<li>${rule}</li>`)}
      </ul>`
    }
    <ul class="properties">
      ${inner.properties.map((property) =>
        row(
          { name: property.name, required: property.required, shape: property.shape },
          emphasis,
          view,
          depth,
        ),
      )}
    </ul>
    ${inner.alternatives.map((alternative) => shapeView(alternative, emphasis, view, depth))}`;
}

function row(
  { name, required, shape }: Shape['properties'][number],
  emphasis: Emphasis,
  view: View,
  depth: number,
): Html {
  return html`<li>
    ${propertyHead(name, shape, required, emphasis, view)}
    ${shape.schema.description && html`<p>${inlineMarkdown(shape.schema.description)}</p>`}
    ${constraints(shape, view.labels)} ${nested(name, shape, emphasis, view, depth)}
  </li>`;
}

/** Name, type, whether it must be there, and the badge: one line for properties, parameters and headers alike. */
export function propertyHead(
  name: string,
  shape: Shape,
  required: boolean,
  emphasis: Emphasis,
  view: View,
  source = shape.schema['x-atteny-source'],
): Html {
  const word = required ? 'required' : 'optional';
  return html`<div class="property">
    <code class="name">${name}</code> <span class="type">${typePhrase(shape, view.labels)}</span>
    ${word === emphasis && html`<span class="need ${word}">${view.labels[word]}</span>`}
    ${sourceBadge(source, view)}
  </div>`;
}

function nested(name: string, shape: Shape, emphasis: Emphasis, view: View, depth: number): Html | null {
  const inner = shape.type === 'array' && shape.items ? shape.items : shape;
  if (inner.properties.length === 0 && inner.alternatives.length === 0) return null;
  return html`<details ${depth === 0 && name === 'data' ? html`open` : null}>
    <summary><code>${name}</code> · ${inner.properties.length} ${view.labels.properties}</summary>
    ${shapeView(inner, emphasis, view, depth + 1)}
  </details>`;
}
