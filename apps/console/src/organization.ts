import { useEffect } from 'react';
import { useRoute } from 'wouter';
import { consoleApi } from './api/console.ts';
import { useAsked, useWorldOf } from './api/queries.ts';
import { useSession } from './session.tsx';

const lastLookedAt = 'atteny-console:organization';

/** The organization that was looked at last in this tab. */
export function lastOrganization(): string | null {
  return sessionStorage.getItem(lastLookedAt);
}

/** The organization that the menu leads through. */
export function useOrganization(): { id: string; name: string | undefined } | null {
  const session = useSession();
  const [, here] = useRoute('/o/:org/*?');
  const organization = here?.org ?? session.organizationId ?? lastOrganization();
  const { name, isGone } = useKnown(organization);
  useEffect(() => {
    if (isGone) sessionStorage.removeItem(lastLookedAt);
    else if (organization) sessionStorage.setItem(lastLookedAt, organization);
  }, [organization, isGone]);
  return organization === null || isGone ? null : { id: organization, name };
}

/** What is known of an organization. */
export function useKnown(organizationId: string | null) {
  const { data, error } = useAsked(
    ['organization', organizationId],
    () =>
      consoleApi.GET('/organizations/{organizationId}', {
        params: { path: { organizationId: organizationId ?? '' } },
      }),
    { enabled: organizationId !== null, refetchMs: 10_000 },
  );
  return { name: data?.data.name, isGone: error?.status === 404 };
}

/** The world of an organization. Production has none. */
export function useWorld(organizationId: string | null) {
  return useWorldOf({ organizationId: organizationId ?? '' }, organizationId !== null);
}
