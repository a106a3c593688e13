import { createContext, use, useEffect, useState } from 'react';
import { type Language, useLanguage } from '../language/language.tsx';

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** How far the clock of what is shown is ahead of the real one, in milliseconds: a world's may be. */
export const ClockOffset = createContext(0);

/** How long ago, or in how long; the exact time on hover and focus. `real`: not by the clock of a world. */
export function Time({ at, real = false }: { at: string; real?: boolean }) {
  const { language } = useLanguage();
  const offset = use(ClockOffset);
  const now = useNow() + (real ? 0 : offset);
  const seconds = (Date.parse(at) - now) / 1000;
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const relative = formats[language].relative.format(Math.round(seconds / length), unit);
  return (
    <time dateTime={at} title={exactTime(at, language)} tabIndex={0}>
      {relative}
    </time>
  );
}

export function exactTime(at: string, language: Language): string {
  return formats[language].exact.format(new Date(at));
}

/** The time of day alone, for a line among others of the same day. */
export function timeOfDay(at: string, language: Language): string {
  return formats[language].timeOfDay.format(new Date(at));
}

// Formats are costly to make, and a live view writes hundreds of times a second.
const formats = { 'pt-BR': formatsOf('pt-BR'), en: formatsOf('en') };

function formatsOf(language: Language) {
  return {
    exact: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }),
    timeOfDay: new Intl.DateTimeFormat(language, { timeStyle: 'medium' }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
