import { useQueryClient } from '@tanstack/react-query';
import { memo, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { ConsoleSchemas } from '../api/console.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { createJournal } from '../live/journal.ts';
import type { Gap, Thread } from '../live/threads.ts';
import { withParameter } from '../parts/address.ts';
import { Badge, Button } from '../parts/controls.tsx';
import { Empty, ProblemNotice } from '../parts/feedback.tsx';
import { CheckBox, TextField } from '../parts/form.tsx';
import { exactTime, timeOfDay } from '../parts/time.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { DeliveryMark } from './deliveries.tsx';
import { ThreadView, toneOf } from './thread.tsx';
import { Tools } from './tools.tsx';

type World = ConsoleSchemas['World'];

const rowHeight = 44;
/** What is in sight for longer than this is looked at; what new entries push past is not. */
const lookingMs = 700;

/** The threads of a world as they come, and beside them the one that the address names, or the tools. */
export function Happening({ world }: { world: World }) {
  const words = useWords();
  const client = useQueryClient();
  const [journal] = useState(() =>
    createJournal(world, () => {
      // Why the stream was refused is said by those who ask for the world and the session.
      void client.invalidateQueries({ queryKey: ['worlds'] });
      void client.invalidateQueries({ queryKey: ['session'] });
    }),
  );
  const state = useSyncExternalStore(journal.subscribe, journal.state);
  const [search, setSearch] = useSearchParams();
  const [failures, setFailures] = useState(false);
  const [held, setHeld] = useState<readonly Thread[] | null>(null);
  const [from, setFrom] = useState('');
  const wanted = search.get('request') ?? search.get('delivery');
  const filter = search.get('filter')?.toLowerCase() ?? '';
  const set = (name: string, value: string) =>
    setSearch((before) => withParameter(before, name, value), { replace: true });

  const threads = held ?? state.threads;
  const shown = useMemo(
    () =>
      // What fits may be among what is not listed yet.
      threads.filter(
        ({ at, failed, text, gap }) =>
          at > from && (gap !== null || ((failed || !failures) && text.includes(filter))),
      ),
    [threads, from, failures, filter],
  );
  const fill = async (key: string) => {
    await journal.fill(key);
    setHeld((before) => before && journal.state().threads.filter(({ at }) => at <= (before[0]?.at ?? '')));
  };
  const selected = wanted === null ? undefined : state.threads.find((thread) => isOf(thread, wanted));
  return (
    <div className={wanted === null ? 'live' : 'live chosen'}>
      <section className="journal" aria-label={words.live}>
        <div className="filters">
          <TextField
            label={words.filter}
            type="search"
            value={search.get('filter') ?? ''}
            placeholder="sendMessage, 429, dlv_…"
            set={(value) => set('filter', value)}
          />
          <CheckBox checked={failures} onChange={(event) => setFailures(event.target.checked)}>
            {words.onlyFailures}
          </CheckBox>
          <Button aria-pressed={held !== null} onClick={() => setHeld(held === null ? state.threads : null)}>
            {held === null ? words.pause : words.resumeNew(newer(state.threads, held))}
          </Button>
          <Button onClick={() => setFrom(threads[0]?.at ?? from)}>{words.clear}</Button>
          {from !== '' && <Button onClick={() => setFrom('')}>{words.showCleared}</Button>}
          <Badge tone={state.connected ? 'good' : 'warn'}>
            {state.connected ? words.connected : words.reconnecting}
          </Badge>
        </div>
        {state.problem && <ProblemNotice problem={state.problem} retry={journal.restart} />}
        {shown.length > 0 ? (
          <VirtualList items={shown} rowHeight={rowHeight} label={words.live} nearEnd={journal.more}>
            {(thread) =>
              thread.gap === null ? (
                <Row thread={thread} chosen={thread === selected} />
              ) : (
                <GapRow key={thread.gap.page} gap={thread.gap} fill={() => fill(thread.key)} />
              )
            }
          </VirtualList>
        ) : (
          !state.loading && <Empty>{filter || failures ? words.nothingFits : words.noLive}</Empty>
        )}
      </section>
      {wanted === null ? (
        <Tools world={world} />
      ) : (
        <Chosen key={wanted} find={journal.find} wanted={wanted} world={world} thread={selected} />
      )}
    </div>
  );
}

/** The thread that the address names; an old one is fetched first. */
function Chosen({
  wanted,
  thread,
  world,
  find,
}: {
  wanted: string;
  thread: Thread | undefined;
  world: World;
  find: (requestId: string) => Promise<boolean>;
}) {
  const words = useWords();
  const [missing, setMissing] = useState(false);
  const known = thread !== undefined;
  useEffect(() => {
    if (!known) {
      find(wanted).then(
        (found) => setMissing(!found),
        () => setMissing(true),
      );
    }
  }, [known, wanted, find]);
  return (
    <section className="tools-column" aria-label={words.thread}>
      <p>
        <Link className="button plain" href={`/o/${world.organization.id}/live`}>
          {words.close}
        </Link>
      </p>
      {thread && <ThreadView thread={thread} organizationId={world.organization.id} />}
      {!thread && missing && (
        <Empty>
          {words.requestUnknown} <code>{wanted}</code>
        </Empty>
      )}
    </section>
  );
}

/** One line: when, what was asked and answered, and where it went. */
const Row = memo(function Row({ thread, chosen }: { thread: Thread; chosen: boolean }) {
  const { language, words } = useLanguage();
  const [here] = useLocation();
  const [search] = useSearchParams();
  const { request, deliveries } = thread;
  const address = new URLSearchParams(search);
  address.delete('request');
  address.delete('delivery');
  address.set(request ? 'request' : 'delivery', request?.id ?? deliveries[0]?.id ?? '');
  return (
    <Link href={`${here}?${address.toString()}`} className="event" aria-current={chosen ? 'true' : undefined}>
      <time dateTime={thread.at} title={exactTime(thread.at, language)}>
        {timeOfDay(thread.at, language)}
      </time>
      {request ? (
        <>
          <Badge tone={toneOf(request.status)}>{request.status}</Badge>
          <span className="what">
            <b>{request.method}</b> {request.target.replace('/api/v1', '')} {request.code}
          </span>
        </>
      ) : (
        <>
          <Badge tone="plain">{words.event}</Badge>
          <span className="what">{deliveries[0]?.event}</span>
        </>
      )}
      <span className="marks">
        {deliveries.map((delivery) => (
          <DeliveryMark key={delivery.id} delivery={delivery} />
        ))}
      </span>
    </Link>
  );
});

/** Requests that are not listed one by one yet. Whoever stays where they belong, looks for them. */
function GapRow({ gap, fill }: { gap: Gap; fill: () => Promise<void> }) {
  const words = useWords();
  useEffect(() => {
    const looking = setTimeout(() => void fill(), lookingMs);
    return () => clearTimeout(looking);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each of its pages
  }, []);
  return (
    <button type="button" className="event" onClick={() => void fill()}>
      {words.moreRequests(gap.left)}
    </button>
  );
}

function isOf({ request, deliveries }: Thread, id: string): boolean {
  return request?.id === id || deliveries.some((delivery) => delivery.id === id);
}

function newer(threads: readonly Thread[], held: readonly Thread[]): number {
  const last = held[0]?.at ?? '';
  return threads.filter(({ at }) => at > last).reduce((sum, { gap }) => sum + (gap?.left ?? 1), 0);
}
