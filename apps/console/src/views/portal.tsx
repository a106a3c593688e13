import { useState } from 'react';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Copyable, Field } from '../parts/controls.tsx';
import { ChangeProblem } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';
import { useSession } from '../session.tsx';

type Role = ConsoleSchemas['CreatePortalSessionRequest']['role'];

/** A link that opens this organization's dashboard alone; for operators, who hand it to the people of their product. */
export function Portal({ organizationId }: { organizationId: string }) {
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
        <Field label={words.role}>
          {(id) => (
            <select id={id} value={role} onChange={(event) => setRole(event.target.value as Role)}>
              <option value="view">{words.sessionRole.view}</option>
              <option value="manage">{words.sessionRole.manage}</option>
            </select>
          )}
        </Field>
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
