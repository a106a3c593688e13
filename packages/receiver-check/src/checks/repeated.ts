import { type Check, mustAccept } from '../check.ts';

const minute = 60_000;

/** At least once, in any order: what was handled already is acknowledged again. */
export const repeatedChecks: readonly Check[] = [
  {
    id: 'repeated-delivery',
    async run(exam) {
      const sent = await exam.genuine();
      return (
        (await mustAccept(exam, sent, 'refuses-genuine')) ??
        (await mustAccept(exam, sent, 'refuses-repeated-delivery'))
      );
    },
  },
  {
    id: 'repeated-event',
    async run(exam) {
      const event = exam.event();
      return (
        (await mustAccept(exam, await exam.genuine(event), 'refuses-genuine')) ??
        (await mustAccept(exam, await exam.genuine(event), 'refuses-repeated-event'))
      );
    },
  },
  {
    id: 'out-of-order',
    async run(exam) {
      const newer = exam.event('message.sent');
      const older = exam.event('message.created', new Date(exam.now().getTime() - 10 * minute));
      return (
        (await mustAccept(exam, await exam.genuine(newer), 'refuses-genuine')) ??
        (await mustAccept(exam, await exam.genuine(older), 'refuses-out-of-order'))
      );
    },
  },
];
