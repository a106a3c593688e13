import { type Check, mustAccept } from '../check.ts';

/** During a rotation the deliveries carry two signatures; a receiver has the old secret, the new one, or both. */
export const rotationChecks: readonly Check[] = [
  {
    id: 'rotation-begun',
    async run(exam) {
      const sent = await exam.genuine(exam.event(), { nextSecret: exam.nextSecret ?? exam.strangeSecret });
      return mustAccept(exam, sent, 'refuses-two-signatures');
    },
  },
  {
    id: 'rotation-switched',
    async run(exam) {
      const sent = await exam.genuine(exam.event(), { secret: exam.strangeSecret, nextSecret: exam.secret });
      return mustAccept(exam, sent, 'misses-new-signature');
    },
  },
  {
    id: 'rotation-over',
    async run(exam) {
      if (exam.nextSecret === undefined) return undefined;
      return mustAccept(
        exam,
        await exam.genuine(exam.event(), { secret: exam.nextSecret }),
        'refuses-new-secret',
      );
    },
  },
];
