import { type Application, buildApplication, buildRouteMap, help, version } from '@stricli/core';
import manifest from '../package.json' with { type: 'json' };
import { advanceCommand } from './commands/advance.ts';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { consoleCommand } from './commands/console.ts';
import { docsCommand } from './commands/docs.ts';
import { edgeCommand } from './commands/edge.ts';
import { faultsCommands } from './commands/faults.ts';
import { inboundCommand } from './commands/inbound.ts';
import { mockCommand } from './commands/mock.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { tailCommand } from './commands/tail.ts';
import { triggerCommand } from './commands/trigger.ts';
import { verifyCommand } from './commands/verify.ts';
import { worldsCommands } from './commands/worlds.ts';
import type { Context } from './context.ts';
import { exitAfter, textsIn } from './texts.ts';

/** The command with all that it can do, in the language of its user. */
export function createApp({ say, environment }: Pick<Context, 'say' | 'environment'>): Application<Context> {
  const root = buildRouteMap({
    docs: {
      brief: say('Sandbox, mock e ferramentas da API Atteny', 'Sandbox, mock and tools of the Atteny API'),
      fullDescription: about(say),
    },
    routes: {
      sandbox: sandboxCommand(say),
      mock: mockCommand(say),
      docs: docsCommand(say),
      console: consoleCommand(say),
      worlds: worldsCommands(say),
      inbound: inboundCommand(say),
      trigger: triggerCommand(say),
      advance: advanceCommand(say),
      faults: faultsCommands(say),
      edge: edgeCommand(say),
      tail: tailCommand(say),
      check: checkCommand(say),
      verify: verifyCommand(say),
      completion: completionCommand(say),
    },
  });
  const texts = textsIn(say, Boolean(environment['ATTENY_DEBUG']));
  const formatting = {
    useAliasInUsageLine: false,
    onlyRequiredInUsageLine: true,
    caseStyle: 'convert-camel-to-kebab',
  } as const;
  return buildApplication<Context>(
    root,
    {
      name: 'atteny',
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
      localization: { text: texts },
      determineExitCode: exitAfter,
    },
    {
      help: help({ formatting, brief: texts.briefs.help, defaultForRouteMap: true }),
      version: version({ brief: texts.briefs.version, info: { currentVersion: manifest.version } }),
    },
  );
}

const about = (say: Context['say']): string =>
  say(
    `Sandbox, mock e ferramentas da API Atteny para quem integra.

EXEMPLOS
  atteny sandbox                            um servidor nesta máquina
  atteny inbound "Oi! Tem bolo de milho?"   um contato escreve
  atteny tail                               o que acontece, ao vivo
  atteny check http://localhost:3000/atteny exame de um receptor

AMBIENTE
  ATTENY_URL, ATTENY_CONSOLE_TOKEN   onde está o sandbox, e o que o abre; sem elas, o de «atteny sandbox»
  ATTENY_WORLD                       mundo; demo
  ATTENY_API_KEY                     chave do mundo, para trigger message.sent
  ATTENY_WEBHOOK_SECRET              segredo do endpoint, para check e verify; ATTENY_WEBHOOK_SECRET_NEXT numa troca
  LC_ALL, LC_MESSAGES, LANG          português, ou inglês
  NO_COLOR                           sem cores

CÓDIGOS DE SAÍDA
  0 certo    1 julgado e errado     2 argumentos        3 nenhum sandbox    4 token    5 Node antigo    6 arquivo inválido
  7 receptor fora do ar    8 TLS    9 segredo    10 recusado pelo sandbox    11 arquivo inacessível    12 porta em uso    70 falha do comando`,
    `Sandbox, mock and tools of the Atteny API, for whoever integrates it.

EXAMPLES
  atteny sandbox                            a server on this machine
  atteny inbound "Hi! Do you have cake?"    a contact writes
  atteny tail                               what happens, live
  atteny check http://localhost:3000/atteny exam of a receiver

ENVIRONMENT
  ATTENY_URL, ATTENY_CONSOLE_TOKEN   where the sandbox is and what opens it; without them that of “atteny sandbox”
  ATTENY_WORLD                       world; demo
  ATTENY_API_KEY                     key of the world, for trigger message.sent
  ATTENY_WEBHOOK_SECRET              the endpoint's secret, for check and verify; ATTENY_WEBHOOK_SECRET_NEXT in a rotation
  LC_ALL, LC_MESSAGES, LANG          Portuguese, or English
  NO_COLOR                           no colours

EXIT CODES
  0 right    1 judged and wrong     2 arguments    3 no sandbox    4 token    5 older Node    6 invalid file
  7 receiver down    8 TLS    9 secret    10 refused by the sandbox    11 file inaccessible    12 port taken    70 fault of the command`,
  );
