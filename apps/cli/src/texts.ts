import {
  type ApplicationText,
  ArgumentScannerError,
  formatMessageForArgumentScannerError,
  text_en,
} from '@stricli/core';
import { CommandError, exits } from './exit.ts';
import type { Say } from './language.ts';

/** What the argument library says, in the user's language, and never with a stack. */
export function textsIn(say: Say, debug: boolean): ApplicationText {
  const told = (error: unknown): string =>
    debug && error instanceof Error ? (error.stack ?? error.message) : sentenceOf(say, error);
  return {
    ...text_en,
    keywords: { default: say('padrão =', 'default ='), separator: say('separador =', 'separator =') },
    headers: {
      usage: say('USO', 'USAGE'),
      aliases: say('TAMBÉM', 'ALIASES'),
      commands: say('COMANDOS', 'COMMANDS'),
      flags: say('OPÇÕES', 'FLAGS'),
      arguments: say('ARGUMENTOS', 'ARGUMENTS'),
    },
    briefs: {
      help: say('Mostra esta ajuda', 'Shows this help'),
      helpAll: say('Mostra a ajuda completa', 'Shows all of the help'),
      version: say('Mostra a versão', 'Shows the version'),
      argumentEscapeSequence: say('O que segue são argumentos', 'What follows are arguments'),
    },
    noCommandRegisteredForInput: ({ input, corrections }) =>
      say(`Não há o comando «${input}».`, `There is no command “${input}”.`) + perhaps(say, corrections),
    exceptionWhileParsingArguments: (error) => told(error),
    exceptionWhileLoadingCommandFunction: (error) => told(error),
    exceptionWhileLoadingCommandContext: (error) => told(error),
    exceptionWhileRunningCommand: (error) => told(error),
    commandErrorResult: (error) => told(error),
  };
}

/** How the process ends after an error that a command threw. */
export const exitAfter = (error: unknown): number =>
  error instanceof CommandError ? error.exit : exits.fault;

function sentenceOf(say: Say, error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof ArgumentScannerError) return argumentSentence(say, error);
  const message = error instanceof Error ? error.message : String(error);
  return say(
    `Falha inesperada do próprio comando: ${message}. Com ATTENY_DEBUG=1 ele mostra onde.`,
    `Unexpected failure of the command itself: ${message}. With ATTENY_DEBUG=1 it shows where.`,
  );
}

function argumentSentence(say: Say, error: ArgumentScannerError): string {
  const help = say(' Veja --help.', ' See --help.');
  return formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input, corrections }) =>
      say(`Não há a opção ${dashed(input)}.`, `There is no option ${dashed(input)}.`) +
      (isSecretFlag(input)
        ? say(
            ' Segredos não vão em argumentos, que outros podem listar: use ATTENY_CONSOLE_TOKEN, ATTENY_API_KEY ou ATTENY_WEBHOOK_SECRET.',
            ' Secrets do not go into arguments, which others can list: use ATTENY_CONSOLE_TOKEN, ATTENY_API_KEY or ATTENY_WEBHOOK_SECRET.',
          )
        : perhaps(say, corrections) || help),
    AliasNotFoundError: ({ input }) =>
      say(`Não há a opção -${input}.`, `There is no option -${input}.`) + help,
    ArgumentParseError: ({ externalFlagNameOrPlaceholder: name, input, exception }) =>
      say(`${name} é «${input}», e `, `${name} is “${input}”, and `) +
      `${exception instanceof Error ? exception.message : String(exception)}.`,
    EnumValidationError: ({ externalFlagName: name, input, values }) =>
      say(
        `--${name} é «${input}», e precisa ser um de: ${values.join(', ')}.`,
        `--${name} is “${input}”, and has to be one of: ${values.join(', ')}.`,
      ),
    UnsatisfiedFlagError: ({ externalFlagName: name }) =>
      say(`--${name} precisa de um valor.`, `--${name} needs a value.`) + help,
    UnexpectedFlagError: ({ externalFlagName: name }) =>
      say(`--${name} veio mais de uma vez.`, `--${name} came more than once.`),
    UnexpectedPositionalError: ({ input }) =>
      say(
        `«${input}» sobra: há argumentos demais.`,
        `“${input}” is too much: there are too many arguments.`,
      ) + help,
    UnsatisfiedPositionalError: ({ placeholder }) =>
      say(`Falta <${placeholder}>.`, `<${placeholder}> is missing.`) + help,
    InvalidNegatedFlagSyntaxError: ({ externalFlagName: name }) =>
      say(`--${name} não leva valor.`, `--${name} takes no value.`),
  });
}

const dashed = (input: string): string => (input.startsWith('-') ? input : `--${input}`);

const isSecretFlag = (input: string): boolean =>
  /^-*(secret|token|key|api-?key|console-?token)$/i.test(input);

const perhaps = (say: Say, corrections: readonly string[]): string =>
  corrections.length === 0
    ? ''
    : say(` Seria ${corrections.join(' ou ')}?`, ` Is it ${corrections.join(' or ')}?`);
