import type { Finding } from './causes.ts';
import { bodiesOf, type GivenBody } from './given-body.ts';
import { deliveryOf, type Received } from './received.ts';
import { explainSignature } from './search.ts';

/** What the receiver's own code did otherwise, taken as whichever scheme explains it best. */
export async function findInComputed(
  computed: string | undefined,
  body: GivenBody,
  all: Received,
  secrets: string[],
  isRefused: boolean,
): Promise<Finding[]> {
  if (computed === undefined || secrets.length === 0) {
    return [];
  }
  const explained = await Promise.all(
    (['X-Atteny-Signature', 'webhook-signature'] as const).map(async (scheme) => {
      const causes = await explainSignature(
        scheme,
        computed,
        secrets,
        deliveryOf(body.bytes, all),
        bodiesOf(body, 'on'),
      );
      return causes?.map((id) => [id, scheme] as const);
    }),
  );
  const [best] = explained
    .filter((causes) => causes !== undefined)
    .toSorted((one, other) => one.length - other.length);
  return best ?? (isRefused ? [] : [['computed_other']]);
}
