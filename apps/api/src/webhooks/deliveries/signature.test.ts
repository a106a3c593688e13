import { sign } from '@atteny/webhooks';
import { assert, asyncProperty, constantFrom, date, option, string } from 'fast-check';
import { expect, test } from 'vitest';
import { newSecret } from '../secrets/endpoint-secrets.ts';
import { signatureHeaders } from './attempt.ts';

test('a delivery is signed as the published library signs it, and has its headers in the same order', async () => {
  const secrets = constantFrom(...Array.from({ length: 5 }, newSecret));
  await assert(
    asyncProperty(
      string({ unit: 'grapheme' }),
      secrets,
      option(secrets, { nil: undefined }),
      date({ min: new Date(0), max: new Date(4_102_444_800_000), noInvalidDate: true }),
      async (body, secret, nextSecret, timestamp) => {
        const signed = {
          body,
          secret,
          nextSecret,
          timestamp,
          event: 'message.sent',
          id: 'evt_1',
          deliveryId: 'dlv_1',
        };
        const headers = signatureHeaders(signed);
        expect(Object.entries(headers)).toEqual(Object.entries(await sign(signed)));
      },
    ),
  );
});
