import type { Context } from './context.ts';
import type { Say } from './language.ts';

/** Flags that several commands have, with the same words everywhere. */
export const urlFlag = (say: Say) =>
  ({
    kind: 'parsed',
    parse: httpUrl(say),
    brief: say('Endereço do sandbox (ATTENY_URL)', 'Address of the sandbox (ATTENY_URL)'),
    placeholder: 'url',
    optional: true,
  }) as const;

export const worldFlag = (say: Say) =>
  ({
    kind: 'parsed',
    parse: String,
    brief: say('Mundo; sem isto, ATTENY_WORLD ou demo', 'World; without it ATTENY_WORLD or demo'),
    placeholder: 'id',
    optional: true,
  }) as const;

export const jsonFlag = (say: Say) =>
  ({ kind: 'boolean', brief: say('Resposta em JSON', 'Answer in JSON'), default: false }) as const;

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
