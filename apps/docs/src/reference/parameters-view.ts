import type { Header } from '../contract/document.ts';
import type { Operation } from '../contract/operations.ts';
import type { View } from '../site/edition.ts';
import { html, type Html } from '../site/html.ts';
import { inlineMarkdown } from '../site/markdown.ts';
import { constraints } from './constraints.ts';
import { propertyHead, type Emphasis } from './schema-view.ts';
import { shapeOf } from './schema-shape.ts';

const places = ['path', 'query', 'header', 'cookie'] as const;

/** The parameters of an operation, one list a place. */
export function parametersView(operation: Operation, view: View): Html[] {
  return places.flatMap((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) return [];
    const rows = parameters.map((parameter) =>
      fieldRow(parameter.name, parameter, operation.kind === 'webhook' ? 'optional' : 'required', view),
    );
    return [
      html`<h2>${view.labels.parametersIn[place]}</h2>
        <ul class="properties">
          ${rows}
        </ul>`,
    ];
  });
}

/** One parameter or header: both are a name, a schema and a description. */
export function fieldRow(name: string, field: Header, emphasis: Emphasis, view: View): Html {
  const shape = shapeOf(view.bundle.document, field.schema ?? {});
  const source = field['x-atteny-source'];
  return html`<li>
    ${propertyHead(name, shape, field.required ?? false, emphasis, view, source)}
    ${field.description && html`<p>${inlineMarkdown(field.description)}</p>`}
    ${constraints(shape, view.labels)}
    ${field.example !== undefined && field.example !== shape.schema.default && html`<p class="example">${view.labels.example}: <code>${String(field.example)}</code></p>`}
  </li>`;
}
