import { subjects } from '../contract/catalog.ts';
import { compose } from '../target/compose.ts';
import { ask, expectReply, type Check } from './check.ts';

/** Every named example of every status, as a mock gives it when it is asked for by name. */
export const preferredExamples: Check = {
  name: 'examples',
  title:
    'every named example of every operation and status can be obtained by Prefer, and keeps the contract',
  skip: ({ stateless }) =>
    stateless
      ? undefined
      : 'only a mock answers by Prefer; a server’s statuses are provoked by the other checks',
  async *run(context) {
    for (const subject of subjects) {
      const json = subject.body?.examples[0]?.value;
      for (const [status, reply] of subject.replies) {
        for (const example of reply.examples) {
          const request = compose(subject, {
            key: context.key,
            json,
            headers: { prefer: `code=${status}, example=${example.name}` },
          });
          const { exchange, violations } = await ask(context, subject, request);
          const same = JSON.stringify(exchange.response.json) === JSON.stringify(example.value);
          const other = same
            ? []
            : [
                {
                  rule: 'example',
                  operationId: subject.id,
                  exchange,
                  message: `the body is not the example ${example.name}`,
                },
              ];
          yield {
            name: `${subject.id} ${status} ${example.name}`,
            violations: [...violations, ...expectReply(subject, exchange, status), ...other],
          };
        }
      }
    }
  },
};

/** Every named example of every request body is accepted. */
export const requestExamples: Check = {
  name: 'request examples',
  title: 'every named example of every request body is accepted',
  skip: ({ stateless }) =>
    stateless ? undefined : 'on a server the journeys and generated requests send them with real ids',
  async *run(context) {
    for (const subject of subjects) {
      const bodies = subject.body ? subject.body.examples : [{ name: 'no body', value: undefined }];
      for (const { name, value } of bodies) {
        const { exchange, violations } = await ask(
          context,
          subject,
          compose(subject, { key: context.key, json: value }),
        );
        const success = [...subject.replies.keys()].find((status) => status < 300) ?? 200;
        yield {
          name: `${subject.id} ${name}`,
          violations: [...violations, ...expectReply(subject, exchange, success)],
        };
      }
    }
  },
};
