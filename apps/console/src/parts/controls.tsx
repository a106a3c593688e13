import { consoleLimits } from '@atteny/contract';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { useWords } from '../language/language.tsx';

export function Button({
  kind = 'plain',
  className = '',
  ...rest
}: ComponentProps<'button'> & { kind?: 'plain' | 'main' | 'danger' }) {
  return <button type="button" {...rest} className={`button ${kind} ${className}`} />;
}

/** A longer text behind its title; nothing where there is none. */
export function Code({ title, text, open = false }: { title: string; text: string | null; open?: boolean }) {
  if (text === null || text === '') return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </details>
  );
}

/** A field with its label, and a hint below it. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ReactNode;
  children: (id: string, hintId: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, `${id}-hint`)}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A text that can be copied with one press. */
export function Copyable({ text, label, secret = false }: { text: string; label: string; secret?: boolean }) {
  const words = useWords();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    const outcome = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'failed' as const,
    );
    setState(outcome);
    setTimeout(() => setState('idle'), 1500);
  };
  return (
    <div className={secret ? 'copyable secret' : 'copyable'}>
      <pre tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      <Button onClick={() => void copy()}>
        {state === 'copied' ? words.copied : state === 'failed' ? words.copyFailed : words.copy}
      </Button>
    </div>
  );
}

/** A window over the page, closed by Escape, by its button or outside of it. */
export function Window({
  title,
  open,
  close,
  children,
}: {
  title: string;
  open: boolean;
  close: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Popup className="window">
          <header>
            <BaseDialog.Title>{title}</BaseDialog.Title>
            <BaseDialog.Close className="button plain">{words.close}</BaseDialog.Close>
          </header>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Asks before something is lost; with `typed`, its name has to be typed. */
export function Confirm({
  title,
  text,
  action,
  typed,
  open,
  close,
  confirm,
  children,
}: {
  title: string;
  text: string;
  action: string;
  typed?: string;
  open: boolean;
  close: () => void;
  confirm: () => void;
  children?: ReactNode;
}) {
  const words = useWords();
  const [text2, setTyped] = useState('');
  return (
    <Window title={title} open={open} close={close}>
      <p>{text}</p>
      {typed !== undefined && (
        <Field label={words.typeToConfirm(typed)}>
          {(id) => (
            <input
              id={id}
              value={text2}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
            />
          )}
        </Field>
      )}
      {children}
      <div className="actions">
        <Button onClick={close}>{words.cancel}</Button>
        <Button kind="danger" disabled={typed !== undefined && text2 !== typed} onClick={confirm}>
          {action}
        </Button>
      </div>
    </Window>
  );
}

/** The pages of a list; of a very long one nobody counts the last. */
export function Pages({
  meta,
  go,
}: {
  meta: { total: number; page: number; limit: number };
  go: (page: number) => void;
}) {
  const words = useWords();
  const last = Math.max(1, Math.ceil(meta.total / meta.limit));
  const many = meta.total === consoleLimits.countedTotal;
  if (last === 1) return null;
  return (
    <nav className="pages" aria-label={words.pages}>
      <Button disabled={meta.page <= 1} onClick={() => go(meta.page - 1)}>
        {words.previous}
      </Button>
      <span>
        {many ? words.pageOfMany(meta.page, meta.total - 1) : words.pageOf(meta.page, last, meta.total)}
      </span>
      <Button disabled={!many && meta.page >= last} onClick={() => go(meta.page + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}

export function Badge({ tone, children }: { tone: 'good' | 'bad' | 'warn' | 'plain'; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

export function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
