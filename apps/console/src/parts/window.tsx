import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState, type ReactNode } from 'react';
import type { Change } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Copyable } from './controls.tsx';
import { ChangeProblem } from './feedback.tsx';
import { TextField } from './form.tsx';

/** A window over the page, begun at its first field, closed by Escape, by its button or outside of it. */
export function Window({
  title,
  close,
  children,
}: {
  title: string;
  close: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="window"
          ref={popup}
          initialFocus={() => popup.current?.querySelector<HTMLElement>('input, select, textarea') ?? true}
        >
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="button plain">{words.close}</Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Asks before something is lost; with `typed`, its name has to be typed. */
export function Confirm({
  title,
  text,
  action = title,
  typed,
  change,
  close,
}: {
  title: string;
  text: string;
  action?: string;
  typed?: string | undefined;
  change: Change & { mutate: (input: undefined) => void };
  close: () => void;
}) {
  const words = useWords();
  const [written, setWritten] = useState('');
  return (
    <Window title={title} close={close}>
      <p>{text}</p>
      {typed !== undefined && (
        <TextField label={words.typeToConfirm(typed)} value={written} set={setWritten} autoComplete="off" />
      )}
      <ChangeProblem change={change} />
      <div className="actions">
        <Button onClick={close}>{words.cancel}</Button>
        <Button
          kind="danger"
          disabled={typed !== undefined && written !== typed}
          onClick={() => change.mutate(undefined)}
        >
          {action}
        </Button>
      </div>
    </Window>
  );
}

/** A key or a secret, which is told this once and kept nowhere. */
export function ShownOnce({ lead, text, label }: { lead: string; text: string; label: string }) {
  return (
    <>
      <p>{lead}</p>
      <Copyable text={text} label={label} secret />
    </>
  );
}
