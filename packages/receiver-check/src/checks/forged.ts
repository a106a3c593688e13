import { delivery } from '@atteny/contract';
import { type Check, mustRefuse } from '../check.ts';
import { withHeaders } from '../delivery.ts';

const signatureHeaders = ['X-Atteny-Signature', 'webhook-signature'] as const;

/** What did not come from Atteny, or not as it came: nothing of it is to be acknowledged. */
export const forgedChecks: readonly Check[] = [
  {
    id: 'tampered-body',
    async run(exam) {
      const sent = await exam.genuine();
      const body = Buffer.from(sent.body.toString('utf8').replace('"content":"', '"content":"Pix: '), 'utf8');
      return mustRefuse(exam, { ...sent, body }, { accepted: 'accepts-tampered' });
    },
  },
  {
    id: 'wrong-secret',
    async run(exam) {
      const sent = await exam.genuine(exam.event(), { secret: exam.strangeSecret });
      return mustRefuse(exam, sent, { accepted: 'accepts-any-secret' });
    },
  },
  {
    id: 'no-signature',
    async run(exam) {
      const sent = withHeaders(
        await exam.genuine(),
        Object.fromEntries(signatureHeaders.map((name) => [name, undefined])),
      );
      return mustRefuse(exam, sent, { accepted: 'accepts-unsigned' });
    },
  },
  {
    id: 'almost-signature',
    async run(exam) {
      const sent = await exam.genuine();
      const almost = Object.fromEntries(
        signatureHeaders.map((name) => [name, withOtherEnd(sent.headers[name] ?? '')]),
      );
      return mustRefuse(exam, withHeaders(sent, almost), { accepted: 'compares-a-part' });
    },
  },
  {
    id: 'malformed-signature',
    async run(exam) {
      const sent = await exam.genuine();
      for (const malformed of ['', 'sha256=', 'sha256=abc', 'v1,', '🍞']) {
        const value = Buffer.from(malformed, 'utf8').toString('latin1');
        const changes = Object.fromEntries(signatureHeaders.map((name) => [name, value]));
        const problem = await mustRefuse(exam, withHeaders(sent, changes), {
          accepted: 'accepts-malformed',
          crashed: 'crashes-on-malformed',
        });
        if (problem) return problem;
      }
      return undefined;
    },
  },
  {
    id: 'stale',
    async run(exam) {
      const away = 10 * delivery.timestampToleranceSeconds * 1000;
      for (const distance of [-away, away]) {
        const timestamp = new Date(exam.now().getTime() + distance);
        const sent = await exam.genuine(exam.event(), { timestamp });
        const problem = await mustRefuse(exam, sent, { accepted: 'accepts-stale' });
        if (problem) return problem;
      }
      return undefined;
    },
  },
  {
    id: 'replayed',
    async run(exam) {
      // Somebody who saw a delivery sends it again under a new id and the time of now, which he cannot sign.
      const old = await exam.genuine(exam.event(), {
        timestamp: new Date(exam.now().getTime() - 3_600_000),
      });
      const now = String(Math.floor(exam.now().getTime() / 1000));
      const replayed = withHeaders(old, { 'webhook-id': exam.newId('evt'), 'webhook-timestamp': now });
      return mustRefuse(exam, replayed, { accepted: 'accepts-replayed' });
    },
  },
];

/** The same signature but for its last figure that counts. */
function withOtherEnd(signature: string): string {
  return signature.replace(/(.)(=?)$/, (_, last: string, padding: string) => {
    // The last letter of base64 carries two bits that do not count: A and E differ in one that does.
    const other = padding ? (last === 'E' ? 'A' : 'E') : last === '0' ? '1' : '0';
    return other + padding;
  });
}
