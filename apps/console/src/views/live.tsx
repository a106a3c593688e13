import { Link, Redirect, useSearchParams } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useWorldOf } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { useSession } from '../session.tsx';
import { Happening } from './happening.tsx';

type World = ConsoleSchemas['World'];

/** What goes in and out of the world of an organization, as it happens. */
export function Live({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const found = useWorldOf({ organizationId });
  return (
    <Loaded query={found}>
      {({ data: [world] }) =>
        world ? <LiveWorld key={world.id} world={world} /> : <h1>{words.notFound}</h1>
      }
    </Loaded>
  );
}

/** The same by a shorter address: of the one world of a portal session, else of the world that has the request, or of the demo. */
export function LiveAnywhere({ worldId }: { worldId?: string }) {
  const { organizationId } = useSession();
  const [search] = useSearchParams();
  const rest = search.size > 0 ? `?${search.toString()}` : '';
  if (organizationId !== null) return <Redirect to={`/o/${organizationId}/live${rest}`} replace />;
  return <LiveOfAny worldId={worldId} />;
}

function LiveOfAny({ worldId }: { worldId: string | undefined }) {
  const words = useWords();
  const [search] = useSearchParams();
  const requestId = search.get('request');
  const byRequest = useWorldOf(
    requestId === null ? {} : { requestId },
    worldId === undefined && requestId !== null,
  );
  const id = worldId ?? 'demo';
  const byId = useAsked(
    ['worlds', id],
    () => consoleApi.GET('/worlds/{worldId}', { params: { path: { worldId: id } } }),
    { enabled: worldId !== undefined || requestId === null },
  );
  const rest = search.size > 0 ? `?${search.toString()}` : '';
  const to = (world: World) => <Redirect to={`/o/${world.organization.id}/live${rest}`} replace />;
  if (worldId !== undefined || requestId === null) {
    return <Loaded query={byId}>{({ data }) => to(data)}</Loaded>;
  }
  return (
    <Loaded query={byRequest}>
      {({ data: [world] }) =>
        world ? (
          to(world)
        ) : (
          <>
            <h1>{words.live}</h1>
            <Empty>
              {words.requestUnknown} <code>{requestId}</code>
            </Empty>
          </>
        )
      }
    </Loaded>
  );
}

function LiveWorld({ world }: { world: World }) {
  const words = useWords();
  const { role } = useSession();
  return (
    <>
      <header className="title">
        <h1>
          {words.live} · {world.organization.name}
        </h1>
        {role === 'operator' && (
          <Link className="button plain" href="/worlds">
            {words.switchWorld}
          </Link>
        )}
      </header>
      <p className="lead">{words.liveLead}</p>
      <Happening world={world} />
    </>
  );
}
