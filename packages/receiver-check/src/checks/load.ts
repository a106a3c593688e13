import { type Check, failureId, isAccepted, mustAccept } from '../check.ts';

const atOnce = 50;

/** Many at a time, and afterwards one more. */
export const loadChecks: readonly Check[] = [
  {
    id: 'at-once',
    async run(exam) {
      const all = await Promise.all(Array.from({ length: atOnce }, () => exam.genuine()));
      const answers = await Promise.all(all.map(async (sent) => ({ sent, answer: await exam.post(sent) })));
      const refused = answers.find(({ answer }) => !isAccepted(answer));
      if (refused) {
        return {
          id: failureId(refused.answer) === 'goes-down' ? 'goes-down' : 'refuses-under-load',
          ...refused,
        };
      }
      const [slowest] = answers.toSorted((a, b) => b.answer.milliseconds - a.answer.milliseconds);
      return slowest && slowest.answer.milliseconds > exam.slowMs
        ? { id: 'slow-under-load', ...slowest }
        : undefined;
    },
  },
  {
    id: 'still-up',
    async run(exam) {
      return mustAccept(exam, await exam.genuine(), 'goes-down');
    },
  },
];
