import { useState, type ComponentProps, type ReactNode } from 'react';
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

export function Badge({ tone, children }: { tone: 'good' | 'bad' | 'warn' | 'plain'; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}

export function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
