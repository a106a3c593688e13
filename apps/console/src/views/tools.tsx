import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeProblem } from '../parts/feedback.tsx';
import { Form, TextField, textOf } from '../parts/form.tsx';
import { exactTime } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';
import { Faults } from './faults.tsx';
import { Inbox } from './inbox.tsx';
import { Limits } from './limits.tsx';

type World = ConsoleSchemas['World'];

const steps = ['1m', '10m', '1h', '6h', '1d', '31d'] as const;

/** What can be done with a world while one looks at it. */
export function Tools({ world }: { world: World }) {
  const mayChange = useMayChange();
  return (
    <div className="tools-column">
      {mayChange && <Simulate worldId={world.id} />}
      <Clock world={world} />
      <Limits world={world} />
      {mayChange && (
        <>
          <Inbox world={world} />
          <Faults world={world} />
        </>
      )}
    </div>
  );
}

/** Writes as a contact would. */
function Simulate({ worldId }: { worldId: string }) {
  const words = useWords();
  const simulate = useChange(
    (body: ConsoleSchemas['SimulateInboundMessageRequest']) =>
      consoleApi.POST('/worlds/{worldId}/inbound-messages', { params: { path: { worldId } }, body }),
    [['worlds', worldId]],
  );
  return (
    <section>
      <h2>{words.simulate}</h2>
      <Form
        change={simulate}
        action={words.send}
        submit={(form) =>
          simulate.mutate({ phoneNumber: textOf(form, 'phone'), content: textOf(form, 'content') })
        }
      >
        <TextField label={words.phone} name="phone" defaultValue="+5511987654321" required inputMode="tel" />
        <TextField label={words.message} name="content" defaultValue="Oi! Tem bolo de milho? 🌽" required />
      </Form>
    </section>
  );
}

/** The time of a world, and buttons that advance it and play what falls due. */
function Clock({ world }: { world: World }) {
  const { language, words } = useLanguage();
  const mayChange = useMayChange();
  const advance = useChange(
    (by: string) =>
      consoleApi.POST('/worlds/{worldId}/clock/advance', {
        params: { path: { worldId: world.id } },
        body: { by },
      }),
    [['worlds'], ['deliveries', world.organization.id], ['webhooks', world.organization.id]],
  );
  const played = advance.data?.data;
  return (
    <section>
      <h2>{words.clock}</h2>
      <p>{exactTime(played?.clock.now ?? world.clock.now, language)}</p>
      {mayChange && (
        <div className="actions">
          {steps.map((by) => (
            <Button
              key={by}
              disabled={advance.isPending}
              onClick={() => advance.mutate(by)}
              aria-label={`${words.advance} ${by}`}
            >
              +{by}
            </Button>
          ))}
        </div>
      )}
      <ChangeProblem change={advance} />
      {played && <p role="status">{words.advanced(played.attemptsTotal, played.endpointsDisabled.length)}</p>}
    </section>
  );
}
