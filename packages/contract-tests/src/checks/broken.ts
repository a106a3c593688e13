import { subjects, type Parameter, type Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { brokenIn } from '../generate/broken.ts';
import { compose, type Parts } from '../target/compose.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

/** Requests broken in exactly one keyword are refused with the documented status and code. */
export const broken: Check = {
  name: 'broken',
  title: 'requests broken in exactly one keyword are refused as documented',
  skip: () => undefined,
  async *run(context) {
    for (const subject of subjects) {
      yield* brokenBodies(context, subject);
      for (const parameter of subject.parameters) yield* brokenParameter(context, subject, parameter);
    }
  },
};

async function* brokenBodies(context: CheckContext, subject: Subject): AsyncGenerator<Result> {
  const { body } = subject;
  if (!body) return;
  const seen = new Set<string>();
  for (const example of body.examples) {
    for (const { keyword, where, value } of brokenIn(body.schema, example.value)) {
      const name = `${subject.id} /body${where} ${keyword} ${JSON.stringify(value).slice(0, 60)}`;
      if (seen.has(name) || accepts(body.schema, value)) continue;
      seen.add(name);
      const { exchange, violations } = await ask(
        context,
        subject,
        compose(subject, { key: context.key, json: value }),
      );
      yield { name, violations: [...violations, ...expectReply(subject, exchange, 400, 'validation_error')] };
    }
  }
  if (body.required) {
    const { exchange, violations } = await ask(context, subject, compose(subject, { key: context.key }));
    yield {
      name: `${subject.id} without a body`,
      violations: [...violations, ...expectReply(subject, exchange, 400, 'validation_error')],
    };
  }
}

async function* brokenParameter(
  context: CheckContext,
  subject: Subject,
  { name, in: where, schema, example }: Parameter,
): AsyncGenerator<Result> {
  const json = subject.body?.examples[0]?.value;
  for (const { keyword, value } of brokenIn(schema, example)) {
    const text = asText(value);
    if (text === undefined || !canBeSent(where, text) || accepts(schema, asTyped(example, text))) continue;
    const parts: Parts = { key: context.key, json };
    if (where === 'path') parts.path = { [name]: text };
    if (where === 'query') parts.query = { [name]: text };
    if (where === 'header') parts.headers = { [name]: text };
    const { exchange, violations } = await ask(context, subject, compose(subject, parts));
    // An id that cannot exist is as absent as one that does not.
    const expected =
      where === 'path'
        ? expectReply(subject, exchange, 404, 'not_found')
        : expectReply(subject, exchange, 400, 'validation_error');
    yield {
      name: `${subject.id} ${where} ${name} ${keyword} ${JSON.stringify(text).slice(0, 60)}`,
      violations: [...violations, ...expected],
    };
  }
}

/** Parameters are text on the wire; what has no text of its own cannot be sent. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** How a server reads the text: as a number where the example is one and the text looks like one. */
function asTyped(example: unknown, text: string): unknown {
  return typeof example === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function canBeSent(where: Parameter['in'], text: string): boolean {
  if (where === 'header') return /^[\t\u0020-\u007e]*$/.test(text) && text.trim() !== '';
  // Half a surrogate pair has no bytes of its own in a URL, so it cannot arrive as what it is.
  if (!text.isWellFormed()) return false;
  // An empty path segment, or one of dots, is another path.
  return where === 'query' || (text !== '' && !/^\.{1,2}(\/|$)/.test(text));
}
