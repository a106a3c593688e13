import { flag, number, percentage, secret, text, url, valuesOf } from './arguments.ts';
import { checks } from './checks/index.ts';
import { usualTimeout } from './target/send.ts';
import { TargetError } from './target/target-error.ts';

const namesOfChecks = checks.map(({ name }) => `                            ${name}`).join('\n');

export const help = `pnpm contract test --target <url> [options]

Judges a running server of the Atteny API, or of a fork of its document, by the contract alone. Judged are the operations of
the public API and its webhooks. Those of the console are used to make organizations, keys, messages and time; of their
replies what they say of the public world is held against the rest, and nothing else.

  --target <url>          where the API lives, base path included: http://localhost:4000/api/v1
  --key <key>             a key that has every scope; left out, ATTENY_KEY of the environment, which no log shows
  --console <url>         the target's console: http://localhost:4000/console/v1. With it the checks make
                          organizations of their own; without it what needs them is skipped, and the
                          key's rate limit is waited for
  --console-token <t>     its token; left out, ATTENY_CONSOLE_TOKEN of the environment
  --origins <list>        origins that the target was told to let in (its ATTENY_ALLOWED_ORIGINS), with commas, or
                          *; left out, ATTENY_ALLOWED_ORIGINS of the environment
  --stateless             the target is a mock: ask only what it can hold
  --only <check>          run this check alone; may be given several times:
${namesOfChecks}
  --timeout <seconds>     a request that takes longer counts as hanging (30)
  --seed <number>         repeat the random part of an earlier run
  --floor <percent>       fail below this coverage of operations, statuses, headers and events; a run with --only
                          tells no coverage, and fails by none
  --junit <file>, --sarif <file>, --md <file>, --json <file>
                          write the report there as well; --json has every fault with all that shows it
  --record <file>         write down all that was seen, for contract mutants
  --help                  this text

A red line names its rule, such as status, header or body. The rule «truth» is the suite's model of the world: by all that
was sent before, the reply or the delivery should have been another, though its form may be sound.

Under a fault stand lines for a shell (bash, curl and jq; node where something has to be received) that bring the state
about and show the fault again. They are run as they are printed, with these in the environment:
  ATTENY_TARGET           what --target says
  ATTENY_CONSOLE          what --console says
  ATTENY_KEY, ATTENY_CONSOLE_TOKEN
                          the key, where there is no console, and the console's token
  PORT                    of a receiver on this machine (4555)

Exit code: 0 keeps the contract, 1 breaks it, 2 could not be judged.
`;

export interface Options {
  target: URL;
  key: string;
  console: { base: URL; token: string } | undefined;
  stateless: boolean;
  /** Whose pages the target lets read, beside those of its machine. */
  origins: readonly string[];
  only: string[];
  seed: number;
  /** Seconds after which a request counts as hanging. */
  timeout: number;
  floor: number | undefined;
  files: { junit?: string; sarif?: string; md?: string; json?: string; record?: string };
}

/** Reads the command line. @throws TargetError with one sentence for what is missing or wrong. */
export function readOptions(
  args: string[],
  randomSeed: () => number,
  environment: NodeJS.ProcessEnv = process.env,
): Options | 'help' {
  const values = valuesOf(args, {
    target: text,
    key: text,
    console: text,
    'console-token': text,
    stateless: flag,
    origins: text,
    only: { ...text, multiple: true },
    seed: text,
    timeout: text,
    floor: text,
    junit: text,
    sarif: text,
    md: text,
    json: text,
    record: text,
    help: flag,
  });
  if (values.help) return 'help';
  if (values.target === undefined) throw new TargetError('--target <url> is missing. See --help.');
  const key = values.key ?? environment['ATTENY_KEY'];
  if (key === undefined || key === '') {
    throw new TargetError('--key <key> is missing, and ATTENY_KEY is not set. See --help.');
  }
  const token = values['console-token'] ?? environment['ATTENY_CONSOLE_TOKEN'];
  if ((values.console === undefined) !== (values['console-token'] === undefined) && token === undefined) {
    throw new TargetError('--console and --console-token go together.');
  }
  if (values.console === undefined && values['console-token'] !== undefined) {
    throw new TargetError('--console and --console-token go together.');
  }
  const { junit, sarif, md, json, record } = values;
  return {
    target: url('--target', values.target),
    key: secret('--key', key),
    console:
      values.console === undefined
        ? undefined
        : { base: url('--console', values.console), token: secret('--console-token', token ?? '') },
    stateless: values.stateless ?? false,
    origins: (values.origins ?? environment['ATTENY_ALLOWED_ORIGINS'] ?? '')
      .split(',')
      .flatMap((each) => each.trim() || []),
    only: known(values.only ?? []),
    seed: number('--seed', values.seed) ?? randomSeed(),
    timeout: number('--timeout', values.timeout) ?? usualTimeout,
    floor: percentage('--floor', values.floor),
    files: {
      ...(junit !== undefined && { junit }),
      ...(sarif !== undefined && { sarif }),
      ...(md !== undefined && { md }),
      ...(json !== undefined && { json }),
      ...(record !== undefined && { record }),
    },
  };
}

function known(names: string[]): string[] {
  const all = checks.map(({ name }) => name);
  const strange = names.find((name) => !all.includes(name));
  if (strange !== undefined) throw new TargetError(`--only «${strange}» is none of: ${all.join(', ')}.`);
  return names;
}
