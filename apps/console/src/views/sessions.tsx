import { useState } from 'react';
import { consoleApi } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { usePage } from '../parts/address.ts';
import { Badge, Button, Confirm, Pages } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';

/** The sessions that are open, and the end of each. */
export function Sessions() {
  const words = useWords();
  const [page, setPage] = usePage();
  const query = useAsked(['sessions', page], () =>
    consoleApi.GET('/sessions', { params: { query: { page } } }),
  );
  const [ending, setEnding] = useState<string | null>(null);
  const revoke = useChange(
    (sessionId: string) => consoleApi.DELETE('/sessions/{sessionId}', { params: { path: { sessionId } } }),
    [['sessions'], ['session']],
    () => setEnding(null),
  );
  return (
    <>
      <h1>{words.sessions}</h1>
      <Confirm
        title={words.endSession}
        text={words.endSessionText}
        action={words.endSession}
        open={ending !== null}
        close={() => setEnding(null)}
        confirm={() => revoke.mutate(ending ?? '')}
      >
        <ChangeProblem change={revoke} />
      </Confirm>
      <Loaded query={query}>
        {({ data, meta }) => (
          <>
            <ul className="rows">
              {data.map((session) => (
                <li key={session.id}>
                  <div>
                    <b>{words.sessionKind[session.kind]}</b> · {words.sessionRole[session.role]}{' '}
                    {session.current && <Badge tone="good">{words.thisSession}</Badge>}
                    <p className="soft break">{session.userAgent}</p>
                  </div>
                  <div className="soft">
                    {words.lastSeen}: <Time at={session.lastSeenAt} /> · {words.expires}:{' '}
                    <Time at={session.expiresAt} />
                  </div>
                  <div className="actions">
                    <Button kind="danger" disabled={revoke.isPending} onClick={() => setEnding(session.id)}>
                      {words.endSession}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
            <Pages meta={meta} go={setPage} />
          </>
        )}
      </Loaded>
    </>
  );
}
