import { useState } from 'react';
import { Link } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { usePage } from '../parts/address.ts';
import { Button, Confirm, Copyable, Field, Pages, Window } from '../parts/controls.tsx';
import { ChangeProblem, Empty, Loaded } from '../parts/feedback.tsx';
import { exactTime } from '../parts/time.tsx';
import { useLanguage } from '../language/language.tsx';

type World = ConsoleSchemas['World'];
const seeds = ['DEMO', 'NONE'] as const satisfies readonly ConsoleSchemas['WorldSeed'][];
const protectedWorld = 'demo';

/** The worlds of a sandbox: make one, look at it live, begin it anew, delete it. */
export function Worlds() {
  const words = useWords();
  const { language } = useLanguage();
  const [page, setPage] = usePage();
  const [creating, setCreating] = useState(false);
  const [losing, setLosing] = useState<{ what: 'reset' | 'delete'; world: World } | null>(null);
  const query = useAsked(['worlds', page], () => consoleApi.GET('/worlds', { params: { query: { page } } }));
  const close = () => setLosing(null);
  return (
    <>
      <header className="title">
        <h1>{words.worlds}</h1>
        <Button kind="main" onClick={() => setCreating(true)}>
          {words.newWorld}
        </Button>
      </header>
      <p className="lead">{words.worldsLead}</p>
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noWorlds}</Empty>
          ) : (
            <>
              <ul className="rows">
                {data.map((world) => (
                  <li key={world.id}>
                    <div>
                      <Link href={`/worlds/${world.id}/live`}>
                        <b>{world.organization.name}</b> <code>{world.id}</code>
                      </Link>
                      <p className="soft">
                        {words.clock}: {exactTime(world.clock.now, language)} · {words.seeds[world.seed]}
                      </p>
                    </div>
                    <div className="actions">
                      <Link className="button plain" href={`/o/${world.organization.id}/api-tokens`}>
                        {words.apiKeys}
                      </Link>
                      <Button onClick={() => setLosing({ what: 'reset', world })}>{words.resetWorld}</Button>
                      {world.id !== protectedWorld && (
                        <Button kind="danger" onClick={() => setLosing({ what: 'delete', world })}>
                          {words.remove}
                        </Button>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
      {creating && <NewWorld close={() => setCreating(false)} />}
      {losing && <Lose {...losing} close={close} />}
    </>
  );
}

function NewWorld({ close }: { close: () => void }) {
  const words = useWords();
  const [name, setName] = useState('');
  const [seed, setSeed] = useState<ConsoleSchemas['WorldSeed']>('DEMO');
  const create = useChange(
    () => consoleApi.POST('/worlds', { body: { seed, ...(name === '' ? {} : { name }) } }),
    [['worlds']],
  );
  return (
    <Window title={words.newWorld} open close={close}>
      {create.data ? (
        <>
          <p>{words.keyOnce}</p>
          <Copyable text={create.data.data.key} label={words.keyCreated} secret />
          <p>
            <Link className="button main" href={`/worlds/${create.data.data.id}/live`}>
              {words.live}
            </Link>
          </p>
        </>
      ) : (
        <>
          <Field label={words.name}>
            {(id) => (
              <input id={id} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={words.seed}>
            {(id) => (
              <select
                id={id}
                value={seed}
                onChange={(event) => setSeed(event.target.value as ConsoleSchemas['WorldSeed'])}
              >
                {seeds.map((each) => (
                  <option key={each} value={each}>
                    {words.seeds[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ChangeProblem change={create} />
          <div className="actions">
            <Button kind="main" disabled={create.isPending} onClick={() => create.mutate(undefined)}>
              {words.create}
            </Button>
          </div>
        </>
      )}
    </Window>
  );
}

function Lose({ what, world, close }: { what: 'reset' | 'delete'; world: World; close: () => void }) {
  const words = useWords();
  const params = { path: { worldId: world.id } };
  const renews = [['worlds'], ['deliveries', world.organization.id], ['webhooks', world.organization.id]];
  const reset = useChange(() => consoleApi.POST('/worlds/{worldId}/reset', { params }), renews, close);
  const remove = useChange(() => consoleApi.DELETE('/worlds/{worldId}', { params }), renews, close);
  const [title, change] = what === 'reset' ? [words.resetWorld, reset] : [words.remove, remove];
  return (
    <Confirm
      title={title}
      text={words.resetText}
      action={title}
      typed={world.organization.name}
      open
      close={close}
      confirm={() => change.mutate(undefined)}
    >
      <ChangeProblem change={change} />
    </Confirm>
  );
}
