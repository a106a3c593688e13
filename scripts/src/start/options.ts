import { parseArgs } from 'node:util';
import { allParts } from './parts.ts';
import { StartError } from './start-error.ts';

export interface Options {
  readonly help: boolean;
  readonly logs: boolean;
  /** Where the parts listen. */
  readonly host: string;
}

/** @throws StartError when an option is not known */
export function optionsFrom(argv: string[]): Options {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { help: { type: 'boolean', short: 'h' }, logs: { type: 'boolean' }, host: { type: 'string' } },
    });
    return { help: values.help ?? false, logs: values.logs ?? false, host: values.host ?? 'localhost' };
  } catch {
    throw new StartError(`Opção desconhecida em "${argv.join(' ')}". Veja: pnpm start --help`);
  }
}

export function usage(): string {
  const variables = allParts.map(
    ({ variable, name, defaultPort }) => `  ${variable.padEnd(22)}porta: ${name} (${defaultPort})`,
  );
  return [
    'pnpm start [--logs] [--host <endereço>]',
    '',
    'Inicia o que este repositório tem (mock, documentação, servidor), espera até que',
    'tudo responda e mostra os endereços. Ctrl-C encerra tudo.',
    '',
    '  --logs   mostra também o que cada parte escreve',
    '  --host   onde escutar: localhost (127.0.0.1 e ::1) se nada for dito; 0.0.0.0 abre à rede',
    '  --help   mostra esta ajuda',
    '',
    'Variáveis de ambiente:',
    '',
    ...variables,
  ].join('\n');
}
