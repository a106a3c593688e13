import { resolve, type Schema, type Subject } from '../contract/catalog.ts';
import { limitNames, occasional } from './expected-reply.ts';
import { rules } from './rules.ts';
import { sharingNames } from './sharing.ts';

const headers: readonly string[] = [...limitNames, ...occasional, ...sharingNames, 'x-request-id'];

/** What the contract says of an operation and the model knows nothing of; each with what there is to do. */
export function unobservedOf(subject: Subject): string[] {
  const rule = rules[subject.id];
  if (!rule) {
    return [
      `nothing observes the operation ${subject.id}: write its rule beside its neighbours in packages/contract-tests/src/oracle; rules in a new file are named in rules.ts`,
    ];
  }
  const parameters = subject.parameters
    .map(({ name }) => name)
    .filter((name) => !rule.parameters.includes(name))
    .map((name) => teach(subject, `the parameter ${name}`, 'parameters'));
  const properties = propertiesOf(subject.body?.schema)
    .filter((name) => !rule.properties.includes(name))
    .map((name) => teach(subject, `the body property ${name}`, 'properties'));
  const unknown = [...subject.replies.values()].flatMap((reply) =>
    reply.headers
      .map(({ name }) => name)
      .filter((name) => !headers.includes(name.toLowerCase()))
      .map(
        (name) =>
          `nothing observes the header ${name} of ${subject.id} ${reply.status}: say in packages/contract-tests/src/oracle/expected-reply.ts when it is there and what it holds`,
      ),
  );
  return [...parameters, ...properties, ...unknown];
}

function teach({ id, operation }: Subject, what: string, list: string): string {
  return `nothing observes ${what} of ${id}: a server that ignores it would pass; say in the rule of ${id} (packages/contract-tests/src/oracle, ${operation.tag}) what it does, and name it in its ${list}`;
}

function propertiesOf(written: Schema | undefined): string[] {
  const schema = written === undefined ? undefined : resolve<Schema>(written);
  return typeof schema === 'object' ? Object.keys(schema['properties'] ?? {}) : [];
}
