import type { Context } from './context.ts';
import type { Say } from './language.ts';

/** Flags that several commands have, with the same words everywhere. */
export const urlFlag = (say: Say) =>
  valueFlag(
    'url',
    say('Endereço do sandbox (ATTENY_URL)', 'Address of the sandbox (ATTENY_URL)'),
    httpUrl(say),
  );

export const worldFlag = (say: Say) =>
  valueFlag(
    'id',
    say('Mundo; sem isto, ATTENY_WORLD ou demo', 'World; without it ATTENY_WORLD or demo'),
    String,
  );

export const jsonFlag = (say: Say) =>
  ({ kind: 'boolean', brief: say('Resposta em JSON', 'Answer in JSON'), default: false }) as const;

/** What every command takes that asks for a world of a sandbox. */
export interface WorldFlags {
  readonly world?: string;
  readonly url?: URL;
  readonly json: boolean;
}

export const worldFlags = (say: Say) => ({ world: worldFlag(say), url: urlFlag(say), json: jsonFlag(say) });

/** A flag with a value that may be left out. */
export const valueFlag = <Value>(placeholder: string, brief: string, parse: (text: string) => Value) =>
  ({ kind: 'parsed', parse, optional: true, placeholder, brief }) as const;

/** The one argument of a command. */
export const argument = <const Argument extends object>(only: Argument) =>
  ({ kind: 'tuple', parameters: [only] }) as const;

export const worldOf = ({ environment }: Context, flag: string | undefined): string =>
  flag ?? (environment['ATTENY_WORLD'] || 'demo');

/** Reads an address of http or https. */
export const httpUrl =
  (say: Say) =>
  (text: string): URL => {
    // `localhost:3000/atteny` reads as a scheme of its own: what is meant is http.
    const whole = /^[\w.-]+(:\d+)?(\/|$)/.test(text) && !text.includes('://') ? `http://${text}` : text;
    const url = URL.canParse(whole) ? new URL(whole) : undefined;
    if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
    throw new Error(say('precisa ser um endereço http ou https', 'has to be an address of http or https'));
  };

export const wholeNumber =
  (say: Say, least: number, most: number) =>
  (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Error(
      say(`precisa ser um número de ${least} a ${most}`, `has to be a number from ${least} to ${most}`),
    );
  };

/** The examples of a command as its help shows them. */
export const examples = (say: Say, about: string, lines: readonly string[]): string =>
  [about, '', say('EXEMPLOS', 'EXAMPLES'), ...lines.map((line) => `  ${line}`)].join('\n');
