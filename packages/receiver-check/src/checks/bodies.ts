import { type Check, mustRefuse, mustSurvive } from '../check.ts';
import { withHeaders } from '../delivery.ts';

const hugeBytes = 8 * 1024 * 1024;

/** Bodies that are no event: refused, and the receiver lives on. */
export const bodyChecks: readonly Check[] = [
  {
    id: 'empty-body',
    async run(exam) {
      const blank = { headers: {}, body: undefined };
      const unsigned = { headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) };
      const meaning = { accepted: 'accepts-empty', crashed: 'crashes-on-empty' } as const;
      const signedEmpty = await exam.genuine(exam.event(), {}, '');
      return (
        (await mustRefuse(exam, blank, meaning)) ??
        (await mustRefuse(exam, unsigned, meaning)) ??
        (await mustSurvive(exam, signedEmpty, 'crashes-on-empty'))
      );
    },
  },
  {
    id: 'not-json',
    async run(exam) {
      for (const text of ['isto não é JSON', '{"id":', 'null', '[]', '"message.created"']) {
        const problem = await mustSurvive(
          exam,
          await exam.genuine(exam.event(), {}, text),
          'crashes-on-not-json',
        );
        if (problem) return problem;
      }
      return undefined;
    },
  },
  {
    id: 'huge-body',
    async run(exam) {
      const { headers } = withHeaders(await exam.genuine(), { 'webhook-signature': undefined });
      const sent = { headers, body: Buffer.alloc(hugeBytes, 'a') };
      const problem = await mustRefuse(exam, sent, { accepted: 'accepts-huge', crashed: 'crashes-on-huge' });
      // Hanging up on so much is a fair answer; whether it lives is asked next.
      return problem?.id === 'goes-down' ? undefined : problem;
    },
  },
];
