import { resolve, subjects, type Parameter, type Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { compose } from '../target/compose.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';

/** How every operation reads its query: what the prose says of all of them is tried at each, parameter by parameter. */
export const queries: Check = {
  name: 'queries',
  title:
    'an empty, a repeated and a padded parameter are refused at every operation, a name in other letters is none',
  skip: () => undefined,
  async *run(context) {
    for (const subject of subjects) {
      for (const parameter of subject.parameters) {
        if (parameter.in === 'query') yield* spelled(context, subject, parameter);
      }
    }
  },
};

async function* spelled(
  context: CheckContext,
  subject: Subject,
  parameter: Parameter,
): AsyncGenerator<Result> {
  for (const [written, outcome] of spellings(parameter)) {
    const { path, ...rest } = compose(subject, { key: context.key });
    const { exchange, violations } = await ask(context, subject, { ...rest, path: `${path}?${written}` });
    // What the path names need not be there: a request that is answered so was read all the same.
    const isAbsent = outcome === 'read' && path.split('/').length > 2 && exchange.response.status === 404;
    const expected =
      outcome === 400
        ? expectReply(subject, exchange, 400, 'validation_error')
        : isAbsent
          ? []
          : expectReply(subject, exchange, 200);
    yield { name: `${subject.id} ?${written}`, violations: [...violations, ...expected] };
  }
}

/** Spellings of one parameter, as they stand in the target. */
function spellings({ name, schema, example }: Parameter): (readonly [written: string, 'read' | 400])[] {
  const value = encodeURIComponent(String(example));
  const isNumber = resolve<{ type?: unknown }>(schema).type === 'integer';
  const wrong = ['zero', ''].find((text) => !accepts(schema, text)) ?? '';
  return [
    [`${name}=`, 400],
    [name, 400],
    [`${name}=${value}&${name}=${value}`, 400],
    ...(isNumber
      ? ([
          [`${name}=%20${value}`, 400],
          [`${name}=${value}%20`, 400],
        ] as const)
      : []),
    // Taken for the parameter, it would be refused.
    [`${name.charAt(0).toUpperCase()}${name.slice(1)}=${wrong}`, 'read'],
    [`${name.toUpperCase()}=${wrong}`, 'read'],
  ];
}
