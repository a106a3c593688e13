import type { FormEvent } from 'react';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Field } from '../parts/controls.tsx';
import { ChangeProblem } from '../parts/feedback.tsx';
import { textOf } from '../parts/form.ts';

/** Writes as a contact would. */
export function Simulate({ worldId }: { worldId: string }) {
  const words = useWords();
  const simulate = useChange(
    (body: ConsoleSchemas['SimulateInboundMessageRequest']) =>
      consoleApi.POST('/worlds/{worldId}/inbound-messages', { params: { path: { worldId } }, body }),
    [['worlds', worldId]],
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    simulate.mutate({ phoneNumber: textOf(form, 'phone'), content: textOf(form, 'content') });
  };
  return (
    <section>
      <h2>{words.simulate}</h2>
      <form onSubmit={submit}>
        <Field label={words.phone}>
          {(id) => <input id={id} name="phone" defaultValue="+5511987654321" required inputMode="tel" />}
        </Field>
        <Field label={words.message}>
          {(id) => <input id={id} name="content" defaultValue="Oi! Tem bolo de milho? 🌽" required />}
        </Field>
        <ChangeProblem change={simulate} />
        <div className="actions">
          <Button kind="main" type="submit" disabled={simulate.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
