import { useId, type ComponentProps, type FormEvent, type ReactNode } from 'react';
import type { Change } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from './controls.tsx';
import { ChangeProblem } from './feedback.tsx';

/** Fields, and the button that sends them; why they were refused is said beside it. */
export function Form({
  change,
  action,
  submit,
  cancel,
  children,
}: {
  change: Change;
  action: string;
  submit: (form: FormData) => void;
  cancel?: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    submit(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={send}>
      {children}
      <ChangeProblem change={change} />
      <div className="actions">
        {cancel && <Button onClick={cancel}>{words.cancel}</Button>}
        <Button kind="main" type="submit" disabled={change.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** The text of a field of a form; empty where there is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
}

/** A field with its label, and a hint below it. */
function Field({
  label,
  hint,
  children,
}: Labelled & { children: (id: string, hintId: string | undefined) => ReactNode }) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, hintId)}
      {hint && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A line of text: of a form by its `name`, or kept by the view with `value` and `set`. */
export function TextField({
  label,
  hint,
  set,
  ...input
}: Labelled & { set?: (value: string) => void } & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint}>
      {(id, hintId) => (
        <input
          {...input}
          id={id}
          aria-describedby={hintId}
          onChange={set && ((event) => set(event.target.value))}
        />
      )}
    </Field>
  );
}

/** Code or raw text of several lines. */
export function TextArea({
  label,
  set,
  ...area
}: Labelled & { set: (value: string) => void } & ComponentProps<'textarea'>) {
  return (
    <Field label={label}>
      {(id) => (
        <textarea {...area} id={id} spellCheck={false} onChange={(event) => set(event.target.value)} />
      )}
    </Field>
  );
}

/** A whole number; null while the field is empty. */
export function NumberField({
  label,
  value,
  set,
  ...input
}: Labelled & { value: number | null; set: (value: number | null) => void } & Omit<
    ComponentProps<'input'>,
    'value'
  >) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          min={1}
          {...input}
          id={id}
          type="number"
          value={value ?? ''}
          onChange={({ target }) => set(target.value === '' ? null : target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

/** One of several values, each with its text. */
export function Choice<Value extends string>({
  label,
  options,
  set,
  ...select
}: Labelled & {
  options: readonly (readonly [value: Value, text: string])[];
  set?: (value: Value) => void;
} & ComponentProps<'select'>) {
  return (
    <Field label={label}>
      {(id) => (
        <select {...select} id={id} onChange={set && ((event) => set(event.target.value as Value))}>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One that is chosen or not. */
export function CheckBox({ children, ...input }: ComponentProps<'input'>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} /> <span>{children}</span>
    </label>
  );
}
