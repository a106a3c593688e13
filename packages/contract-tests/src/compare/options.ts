import { flag, number, text, url, valuesOf } from '../arguments.ts';
import { TargetError } from '../target/target-error.ts';

export const help = `pnpm contract compare --target <url> --key <key> --other <url> --other-key <key> [options]

Plays the same generated sequences of requests on two targets and tells in what they differ, by the shortest
sequence that shows it: status, code, envelope, header set, schema branch, and the values where both keep state.

  --target <url>            the first API, base path included: http://localhost:4000/api/v1
  --key <key>               a key of it that has every scope
  --console <url>           its console: every sequence then has an organization of its own
  --console-token <t>       the console's token
  --stateless               it keeps no state (a mock): what it cannot hold is counted, not a difference
  --other <url>, --other-key <key>, --other-console <url>, --other-console-token <t>, --other-stateless
                            the same of the second API
  --runs <number>           how many sequences (default 60)
  --longest <number>        requests of a sequence, at most (default 12)
  --seed <number>           repeat the sequences of an earlier run
  --help                    this text

A stateful side without a console plays all sequences in the organization of its key; then values are not compared.

Exit code: 0 no undeclared difference, 1 they differ, 2 could not be compared.
`;

export interface SideOptions {
  target: URL;
  key: string;
  console: { base: URL; token: string } | undefined;
  stateless: boolean;
}

export interface CompareCommand {
  sides: readonly [SideOptions, SideOptions];
  runs: number;
  longest: number;
  seed: number;
}

/** Reads the command line. @throws TargetError with one sentence for what is missing or wrong. */
export function readCompareOptions(args: string[], randomSeed: () => number): CompareCommand | 'help' {
  const values = valuesOf(args, {
    target: text,
    key: text,
    console: text,
    'console-token': text,
    stateless: flag,
    other: text,
    'other-key': text,
    'other-console': text,
    'other-console-token': text,
    'other-stateless': flag,
    runs: text,
    longest: text,
    seed: text,
    help: flag,
  });
  if (values.help) return 'help';
  const given = values as Record<string, string | boolean | undefined>;
  const first = sideOptions(given, 'target', '');
  return {
    sides: [first, sideOptions(given, 'other', 'other-')],
    runs: number('--runs', values.runs) ?? 60,
    longest: number('--longest', values.longest) ?? 12,
    seed: number('--seed', values.seed) ?? randomSeed(),
  };
}

function sideOptions(
  values: Record<string, string | boolean | undefined>,
  target: string,
  prefix: string,
): SideOptions {
  const given = (name: string): string | undefined => values[name] as string | undefined;
  const needed = (name: string, what: string): string => {
    const value = given(name);
    if (value === undefined) throw new TargetError(`--${name} <${what}> is missing. See --help.`);
    return value;
  };
  const [base, token] = [given(`${prefix}console`), given(`${prefix}console-token`)];
  if ((base === undefined) !== (token === undefined)) {
    throw new TargetError(`--${prefix}console and --${prefix}console-token go together.`);
  }
  return {
    target: url(`--${target}`, needed(target, 'url')),
    key: needed(`${prefix}key`, 'key'),
    console: base === undefined ? undefined : { base: url(`--${prefix}console`, base), token: token ?? '' },
    stateless: values[`${prefix}stateless`] === true,
  };
}
