import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';
import type { Say } from './language.ts';

const form = /^whsec_[A-Za-z0-9+/]{43}=$/;

export const secretFileFlag = (say: Say) =>
  ({
    kind: 'parsed',
    parse: String,
    brief: say(
      'Arquivo com o segredo do endpoint; sem isto, ATTENY_WEBHOOK_SECRET, ou a pergunta',
      'File with the endpoint’s secret; without it ATTENY_WEBHOOK_SECRET, or the question',
    ),
    placeholder: 'file',
    optional: true,
  }) as const;

/** The endpoint's secret: from a file, the environment, or typed unseen. Never an argument, which others can list. */
export async function webhookSecret(context: Context, file: string | undefined): Promise<string> {
  const { environment, say, stdin } = context;
  const found =
    file === undefined
      ? (environment['ATTENY_WEBHOOK_SECRET'] ?? (stdin.isTTY ? await typed(context) : undefined))
      : (await readBytes(context, file)).toString('utf8');
  if (found === undefined || found.trim() === '') {
    throw new CommandError(
      exits.secret,
      say(
        'Falta o segredo do endpoint. Ponha-o em ATTENY_WEBHOOK_SECRET ou num arquivo, com --secret-file.',
        'The endpoint’s secret is missing. Put it into ATTENY_WEBHOOK_SECRET or into a file, with --secret-file.',
      ),
    );
  }
  return asSecret(context, found.trim());
}

/** The secret that takes over in a rotation under way, where there is one. */
export function nextSecret(context: Context): string | undefined {
  const next = context.environment['ATTENY_WEBHOOK_SECRET_NEXT'];
  return next ? asSecret(context, next.trim()) : undefined;
}

function asSecret({ say }: Context, text: string): string {
  if (form.test(text)) return text;
  throw new CommandError(
    exits.secret,
    say(
      'O que foi dado não é o segredo de um endpoint: ele é whsec_ e 44 caracteres em base64, inteiro e sem aspas. (Uma chave sk_live_ é outra coisa.)',
      'What was given is not the secret of an endpoint: it is whsec_ and 44 characters in base64, whole and without quotes. (A key sk_live_ is something else.)',
    ),
  );
}

async function typed({ stdin, stderr, say }: Context): Promise<string> {
  stderr.write(say('Segredo do endpoint (não aparece): ', 'Secret of the endpoint (not shown): '));
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    stderr.write('\n');
  }
}

/** A file that the user names. Throws {@link CommandError}. */
export async function readBytes({ folder, say }: Context, file: string): Promise<Buffer> {
  try {
    return await readFile(resolve(folder, file));
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new CommandError(
      exits.inaccessible,
      say(`Não foi possível ler ${file} (${code}).`, `${file} cannot be read (${code}).`),
      { cause },
    );
  }
}
