import { consoleMaxima, delivery as schedule } from '@atteny/contract';
import { buildCommand } from '@stricli/core';
import type { Cause } from '@atteny/signature-doctor';
import { openConsole } from '../console.ts';
import { type Context, print, printJson } from '../context.ts';
import { CommandError, type Exit, exits } from '../exit.ts';
import {
  argument,
  examples,
  wholeNumber,
  valueFlag,
  type WorldFlags,
  worldFlags,
  worldOf,
} from '../flags.ts';
import type { Say } from '../language.ts';
import { nextSecret, readBytes, secretFileFlag, webhookSecret } from '../secret.ts';
import { type CapturedRequest, readRequest } from '../captured-request.ts';

interface Flags extends WorldFlags {
  readonly delivery?: string;
  readonly attempt?: number;
  readonly computed?: string;
  readonly at?: string;
  readonly secretFile?: string;
}

export const verifyCommand = (say: Say) =>
  buildCommand<Flags, [string?], Context>({
    docs: {
      brief: say('Diz por que uma assinatura não confere', 'Says why a signature does not hold'),
      fullDescription: examples(
        say,
        say(
          `Lê uma requisição capturada (cabeçalhos, uma linha em branco, o corpo como chegou) de um arquivo ou da entrada padrão, ou uma
entrega do diário do sandbox pelo identificador.`,
          `Reads a captured request (headers, an empty line, the body as it arrived) from a file or from standard input, or a delivery
of the sandbox's journal by its id.`,
        ),
        [
          'atteny verify request.http',
          'atteny verify - < request.http',
          'atteny verify --delivery dlv_5Yp1nL8rF3wTqB0z --attempt 2',
          'atteny verify request.http --computed sha256=1e58…f988',
        ],
      ),
    },
    parameters: {
      flags: {
        delivery: valueFlag('id', say('Uma entrega do diário', 'A delivery of the journal'), String),
        attempt: valueFlag(
          'n',
          say('Tentativa da entrega; a última', 'Attempt of the delivery; the last'),
          wholeNumber(say, 1, schedule.delaysSeconds.length),
        ),
        computed: valueFlag(
          'signature',
          say('A assinatura que o seu código calculou', 'The signature that your code computed'),
          String,
        ),
        at: valueFlag('instant', say('Quando chegou; agora', 'When it arrived; now'), String),
        secretFile: secretFileFlag(say),
        ...worldFlags(say),
      },
      positional: argument({
        parse: String,
        optional: true,
        placeholder: 'file',
        brief: say('Arquivo da requisição, ou -', 'File of the request, or -'),
      }),
    },
    async func(flags, file) {
      this.process.exitCode = await verify(this, flags, file);
    },
  });

async function verify(context: Context, flags: Flags, file: string | undefined): Promise<Exit> {
  const { say, language } = context;
  if ((file === undefined) === (flags.delivery === undefined)) {
    throw new CommandError(
      exits.usage,
      say(
        'Diga o que conferir: um arquivo, - para a entrada padrão, ou --delivery com um identificador.',
        'Say what to verify: a file, - for standard input, or --delivery with an id.',
      ),
    );
  }
  const at = flags.at === undefined ? undefined : instantOf(context, flags.at);
  const captured =
    flags.delivery === undefined
      ? { ...(await fromFile(context, file ?? '-')), at: at ?? context.now() }
      : await fromJournal(context, flags, flags.delivery);
  const secret = await webhookSecret(context, flags.secretFile);
  const next = nextSecret(context);
  const { diagnose } = await import('@atteny/signature-doctor');
  const diagnosis = await diagnose({
    ...captured,
    secret: next === undefined ? secret : [secret, next],
    now: at ?? captured.at,
    ...(flags.computed !== undefined && { computed: flags.computed }),
  });
  if (flags.json) {
    printJson(context, { holds: diagnosis.holds, causes: diagnosis.causes.map(toldIn(language)) });
  } else if (diagnosis.holds) print(context, say('A assinatura confere.', 'The signature holds.'));
  else {
    print(context, say('A assinatura não confere.', 'The signature does not hold.'));
    for (const { id, header, problem, remedy } of diagnosis.causes.map(toldIn(language))) {
      print(context, `\n✗ ${problem}\n  ${remedy}\n  ${[id, header].filter(Boolean).join(', ')}`);
    }
  }
  return diagnosis.holds ? exits.ok : exits.notRight;
}

const toldIn =
  (language: 'pt-BR' | 'en') =>
  ({ id, header, problem, remedy }: Cause) => ({
    id,
    header,
    problem: problem[language],
    remedy: remedy[language],
  });

async function fromFile(context: Context, file: string): Promise<CapturedRequest> {
  const { say, stdin } = context;
  const captured = readRequest(file === '-' ? await allOf(stdin) : await readBytes(context, file));
  if (captured) return captured;
  throw new CommandError(
    exits.invalidFile,
    say(
      `${file === '-' ? 'A entrada padrão' : file} não é uma requisição: precisa ter os cabeçalhos, um por linha («Nome: valor»), uma linha em branco e o corpo como chegou.`,
      `${file === '-' ? 'Standard input' : file} is no request: it needs the headers, one a line (“Name: value”), an empty line, and the body as it arrived.`,
    ),
  );
}

async function allOf(stdin: Context['stdin']): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part as Buffer));
  return Buffer.concat(parts);
}

async function fromJournal(
  context: Context,
  { url, world, attempt: wanted }: Flags,
  id: string,
): Promise<CapturedRequest & { at: Date }> {
  const console = await openConsole(context, url);
  const { limit } = consoleMaxima;
  for (let page = 1; ; page += 1) {
    const deliveries = await console.data(
      console.client.GET('/worlds/{worldId}/deliveries', {
        params: { path: { worldId: worldOf(context, world) }, query: { page, limit } },
      }),
    );
    const delivery = deliveries.find((each) => each.id === id);
    const attempt = delivery?.attempts.find(({ number }) => number === (wanted ?? delivery.attempts.length));
    if (delivery && attempt) {
      const headers = attempt.requestHeaders;
      // Signatures are stamped in real time, whatever the clock of the world says.
      const at = new Date(Number(headers['webhook-timestamp']) * 1000);
      return { headers, body: delivery.requestBody, at };
    }
    if (delivery || deliveries.length < limit) {
      throw new CommandError(
        exits.refused,
        context.say(
          `O diário do mundo não tem ${delivery ? 'essa tentativa da' : 'a'} entrega ${id}. Veja as que há com «atteny tail» ou --world.`,
          `The journal of the world has no ${delivery ? 'such attempt of ' : ''}delivery ${id}. See those there are with “atteny tail” or --world.`,
        ),
      );
    }
  }
}

function instantOf({ say }: Context, text: string): Date {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new CommandError(
    exits.usage,
    say(
      `--at é «${text}»; precisa ser um instante como 2026-03-16T14:05:09Z.`,
      `--at is “${text}”; it has to be an instant such as 2026-03-16T14:05:09Z.`,
    ),
  );
}
