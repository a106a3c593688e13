import { useState } from 'react';
import { Link } from 'wouter';
import { consoleApi } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button } from '../parts/controls.tsx';
import { PagedRows, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';
import { Confirm } from '../parts/window.tsx';

/** The sessions that are open, and the end of each. */
export function Sessions() {
  const words = useWords();
  const list = usePaged(['sessions'], (page) => consoleApi.GET('/sessions', { params: { query: { page } } }));
  const [ending, setEnding] = useState<string | null>(null);
  return (
    <>
      <h1>{words.sessions}</h1>
      <PagedRows list={list}>
        {(session) => (
          <>
            <div>
              <b>{words.sessionKind[session.kind]}</b> · {words.sessionRole[session.role]}{' '}
              {session.current && <Badge tone="good">{words.thisSession}</Badge>}
              {session.organizationId && (
                <p>
                  <Link href={`/o/${session.organizationId}/api-tokens`}>
                    <code>{session.organizationId}</code>
                  </Link>
                </p>
              )}
              <p className="soft break">{session.userAgent}</p>
            </div>
            <div className="soft">
              {words.lastSeen}: <Time at={session.lastSeenAt} /> · {words.expires}:{' '}
              <Time at={session.expiresAt} />
            </div>
            <div className="actions">
              <Button kind="danger" onClick={() => setEnding(session.id)}>
                {words.endSession}
              </Button>
            </div>
          </>
        )}
      </PagedRows>
      {ending !== null && <EndSession sessionId={ending} close={() => setEnding(null)} />}
    </>
  );
}

function EndSession({ sessionId, close }: { sessionId: string; close: () => void }) {
  const words = useWords();
  const revoke = useChange(
    () => consoleApi.DELETE('/sessions/{sessionId}', { params: { path: { sessionId } } }),
    [['sessions'], ['session']],
    close,
  );
  return <Confirm title={words.endSession} text={words.endSessionText} change={revoke} close={close} />;
}
