import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildCommand } from '@stricli/core';
import type { CheckId, Report } from '@atteny/receiver-check';
import { usualPorts } from '@atteny/request-reading';
import { type Context, print } from '../context.ts';
import { CommandError, type Exit, exits } from '../exit.ts';
import { argument, examples, httpUrl, valueFlag, wholeNumber } from '../flags.ts';
import type { Say } from '../language.ts';
import { nextSecret, secretFileFlag, webhookSecret } from '../secret.ts';

const usualDocs = `http://localhost:${usualPorts.docs}`;

interface Flags {
  readonly secretFile?: string;
  readonly only?: readonly string[];
  readonly json: boolean;
  readonly md: boolean;
  readonly junit?: string;
  readonly docs?: URL;
  readonly slow?: number;
}

export const checkCommand = (say: Say) =>
  buildCommand<Flags, [URL], Context>({
    docs: {
      brief: say('Examina um receptor de webhooks', 'Examines a webhook receiver'),
      fullDescription: examples(
        say,
        say(
          `Envia ao endereço, daqui mesmo, o que a Atteny envia e o que outros poderiam enviar: eventos legítimos, repetidos, fora de
ordem, forjados, antigos, corpos enormes e vazios, 50 de uma vez. Diz o que voltou, o que está errado e como corrigir. Use um
receptor de teste: os eventos são inventados. Durante uma troca, o próximo segredo fica em ATTENY_WEBHOOK_SECRET_NEXT.`,
          `Sends to the address, from here, what Atteny sends and what others might send: genuine events, repeated, out of order, forged,
old, bodies that are huge or empty, 50 at once. Tells what came back, what is wrong and how to mend it. Use a receiver under test:
the events are made up. During a rotation the next secret is in ATTENY_WEBHOOK_SECRET_NEXT.`,
        ),
        [
          'atteny check http://localhost:3000/atteny',
          'atteny check http://localhost:3000/atteny --secret-file ./webhook-secret --junit receiver.xml',
          'atteny check https://staging.example/atteny --md > receiver.md',
        ],
      ),
    },
    parameters: {
      flags: {
        secretFile: secretFileFlag(say),
        only: {
          kind: 'parsed',
          parse: String,
          variadic: ',',
          optional: true,
          placeholder: 'checks',
          brief: say(
            'Só estas perguntas, separadas por vírgula',
            'These questions alone, separated by commas',
          ),
        },
        json: { kind: 'boolean', default: false, brief: say('Relatório em JSON', 'Report in JSON') },
        md: { kind: 'boolean', default: false, brief: say('Relatório em Markdown', 'Report in Markdown') },
        junit: valueFlag(
          'file',
          say('Escreve também um relatório JUnit neste arquivo', 'Also writes a JUnit report into this file'),
          String,
        ),
        docs: valueFlag(
          'url',
          say(`Onde está a documentação; ${usualDocs}`, `Where the docs are; ${usualDocs}`),
          httpUrl(say),
        ),
        slow: valueFlag(
          'ms',
          say(
            'A partir de quantos ms uma confirmação é lenta; 5000',
            'From how many ms on an acknowledgement is slow; 5000',
          ),
          wholeNumber(say, 1, 60_000),
        ),
      },
      positional: argument({
        parse: httpUrl(say),
        placeholder: 'receiver-url',
        brief: say('Endereço que recebe as entregas', 'Address that takes the deliveries'),
      }),
    },
    async func(flags, url) {
      this.process.exitCode = await check(this, flags, url);
    },
  });

async function check(context: Context, flags: Flags, url: URL): Promise<Exit> {
  const { language, colour, stderr, say } = context;
  const secret = await webhookSecret(context, flags.secretFile);
  const { checkIds, entryLines, entriesOf, examine, jsonReport, junitReport, markdownReport, textReport } =
    await import('@atteny/receiver-check');
  const unknown = flags.only?.find((id) => !checkIds.includes(id as CheckId));
  if (unknown !== undefined) {
    throw new CommandError(
      exits.usage,
      say(
        `Não há a pergunta «${unknown}». Há: ${checkIds.join(', ')}.`,
        `There is no question “${unknown}”. There are: ${checkIds.join(', ')}.`,
      ),
    );
  }
  const junit = flags.junit === undefined ? undefined : await openReport(context, flags.junit);
  const options = { language, docs: flags.docs?.origin ?? usualDocs, colour };
  const live = stderr as Partial<NodeJS.WriteStream>;
  const report = await examine({
    url,
    secret,
    nextSecret: nextSecret(context),
    only: flags.only as CheckId[] | undefined,
    ...(flags.slow !== undefined && { slowMs: flags.slow }),
    // What goes on, for eyes alone: the report comes at the end.
    onResult: (result) => {
      if (!live.isTTY) return;
      const [entry] = entriesOf(
        { url: url.href, grade: 'A', framework: undefined, results: [result] },
        options,
      );
      const [line] = entry ? entryLines(entry, { framework: undefined }, { ...options, colour: false }) : [];
      stderr.write(`\r\u001B[2K${line ?? ''}`);
    },
  });
  if (live.isTTY) stderr.write('\r\u001B[2K');
  await junit?.writeFile(junitReport(report, options));
  await junit?.close();
  if (flags.json) print(context, jsonReport(report, options).trimEnd());
  else if (flags.md) print(context, markdownReport(report, options));
  else print(context, textReport(report, options));
  return exitOf(report);
}

/** Opened before the exam: a report that cannot be written is told at once, and not after the last question. */
async function openReport({ folder, say }: Context, file: string): Promise<FileHandle> {
  try {
    return await open(resolve(folder, file), 'w');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new CommandError(
      exits.inaccessible,
      say(`Não foi possível escrever ${file} (${code}).`, `${file} cannot be written (${code}).`),
      { cause },
    );
  }
}

/** Warnings pass; a receiver that is not there, or whose TLS fails, has a code of its own. */
function exitOf({ results }: Report): Exit {
  const found = results.flatMap((result) => (result.status === 'failed' ? [result] : []));
  if (found.some(({ problem }) => problem.id === 'unreachable')) return exits.receiverDown;
  if (found.some(({ problem }) => problem.id === 'tls' || problem.id === 'no-tls')) return exits.tls;
  return found.some(({ severity }) => severity !== 'warning') ? exits.notRight : exits.ok;
}
