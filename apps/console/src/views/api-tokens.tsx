import { useState } from 'react';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Copyable } from '../parts/controls.tsx';
import { ChangeProblem } from '../parts/feedback.tsx';
import { Choice } from '../parts/form.tsx';
import { Time } from '../parts/time.tsx';
import { useSession } from '../session.tsx';
import { Keys } from './keys.tsx';
import { Webhooks } from './webhooks.tsx';

type Role = ConsoleSchemas['CreatePortalSessionRequest']['role'];
const roles = ['view', 'manage'] as const satisfies readonly Role[];

/** Keys and outbound webhooks of an organization: one page, as the product's public page says. */
export function ApiTokens({ organizationId }: { organizationId: string }) {
  const words = useWords();
  return (
    <>
      <h1>{words.apiKeys}</h1>
      <p className="lead">{words.apiKeysLead}</p>
      <Keys organizationId={organizationId} />
      <Webhooks organizationId={organizationId} />
      <Portal organizationId={organizationId} />
    </>
  );
}

/** A link that opens this organization's dashboard alone; for operators, who hand it to the people of their product. */
function Portal({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const [role, setRole] = useState<Role>('view');
  const create = useChange(
    () =>
      consoleApi.POST('/organizations/{organizationId}/portal-sessions', {
        params: { path: { organizationId } },
        body: { role },
      }),
    [['sessions']],
  );
  if (useSession().role !== 'operator') return null;
  return (
    <section>
      <h2>{words.portal}</h2>
      <p className="soft">{words.portalLead}</p>
      <div className="inline">
        <Choice
          label={words.role}
          value={role}
          set={setRole}
          options={roles.map((each) => [each, words.sessionRole[each]])}
        />
        <Button onClick={() => create.mutate(undefined)} disabled={create.isPending}>
          {words.portalCreate}
        </Button>
      </div>
      <ChangeProblem change={create} />
      {create.data && (
        <>
          <Copyable text={new URL(create.data.data.url, location.href).href} label={words.portal} />
          <p className="soft">
            {words.portalOnce} {words.expires}: <Time at={create.data.data.expiresAt} real />
          </p>
        </>
      )}
    </section>
  );
}
