import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeProblem } from '../parts/feedback.tsx';
import { exactTime } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';

const steps = ['1m', '10m', '1h', '6h', '1d', '31d'] as const;

/** The time of a world, and buttons that advance it and play what falls due. */
export function Clock({ world }: { world: ConsoleSchemas['World'] }) {
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
