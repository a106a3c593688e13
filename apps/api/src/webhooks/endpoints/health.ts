import type { EndpointHealth } from '@atteny/contract/console';
import { instant } from '../../clock.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';

/** How each endpoint of an organization is doing: when it last received, since when it fails, and what waits for it. */
export async function endpointHealth({ db, organizationId }: OrganizationScope): Promise<EndpointHealth[]> {
  const endpoints = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('organization_id', '=', organizationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const own = (webhookId: string) =>
    db
      .selectFrom('webhook_deliveries')
      .where('organization_id', '=', organizationId)
      .where('webhook_id', '=', webhookId);
  return await Promise.all(
    endpoints.map(async ({ id }): Promise<EndpointHealth> => {
      const { at: lastSuccess } = await own(id)
        .where('status', '=', 'SUCCEEDED')
        .select((select) => select.fn.max('completed_at').as('at'))
        .executeTakeFirstOrThrow();
      const { at: failing } = await own(id)
        .where('status', '=', 'FAILED')
        .where('completed_at', '>', lastSuccess ?? 0)
        .select((select) => select.fn.min('completed_at').as('at'))
        .executeTakeFirstOrThrow();
      const { waiting } = await own(id)
        .where('wake_at', 'is not', null)
        .select((select) => select.fn.countAll<number>().as('waiting'))
        .executeTakeFirstOrThrow();
      return { webhookId: id, lastSuccessAt: instant(lastSuccess), failingSince: instant(failing), waiting };
    }),
  );
}
