import type { IFlattenedRuleSet } from 'dependency-cruiser';

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

/** Parts of a tree from the lowest floor to the highest; each is a path below `root`, those of one floor may use each other. */
export interface Building {
  readonly name: string;
  readonly root: string;
  readonly floors: readonly (readonly string[])[];
}

/** The packages. A package that stands on no floor is an error: whoever adds one says here who may use it. */
export const packages: Building = {
  name: 'packages',
  root: 'packages',
  floors: [
    [
      'contract',
      'contract-gate',
      'sarif',
      'redocly-rules',
      'design-tokens',
      'local-servers',
      'node-20',
      'import-rules',
    ],
    ['client', 'webhooks', 'request-reading'],
    ['signature-doctor', 'receiver-check', 'contract-tests'],
    ['contract-run', 'published', 'deployment', 'generators'],
  ],
};

/** The server: `main → start → app → handlers → features → db`, never back. */
export const server: Building = {
  name: 'server',
  root: 'apps/api/src',
  floors: [
    ['clock.ts', 'ids.ts', 'failures.ts'],
    ['db'],
    ['organizations'],
    ['events'],
    ['operation-handler.ts', 'keys', 'limits', 'idempotency', 'contacts'],
    ['conversations', 'webhooks'],
    ['http'],
    ['demo', 'console', 'sessions', 'audit', 'usage', 'dashboard'],
    ['sandbox'],
    ['handlers.ts'],
    ['app.ts', 'server.ts'],
    ['start'],
    ['main.ts'],
    ['testing'],
  ],
};

/** Inside the webhooks of the server: receivers below deliveries, deliveries below their queue. */
export const webhooks: Building = {
  name: 'webhooks',
  root: 'apps/api/src/webhooks',
  floors: [
    ['guarded-request', 'secrets'],
    ['notices.ts'],
    ['endpoints'],
    ['deliveries'],
    ['queue', 'handlers.ts'],
    ['sender.ts'],
  ],
};

const tests = String.raw`\.(test|fixture)\.tsx?$|/testing/`;

/** No import may lead to a higher floor. Tests may: they stand beside what they test and use the whole. */
export function upwards({ name, root, floors }: Building): Rule[] {
  return floors.slice(0, -1).map((floor, index) => ({
    name: `${name}-floor-${index}`,
    comment: `${floor.join(', ')} stand below: they may not import from a higher floor of ${root}`,
    severity: 'error',
    from: { path: patternOf(root, floor), pathNot: tests },
    to: { path: patternOf(root, floors.slice(index + 1).flat()) },
  }));
}

function patternOf(root: string, parts: readonly string[]): string {
  const names = parts.map((part) =>
    part.endsWith('.ts') ? `${part.replace('.', String.raw`\.`)}$` : `${part}/`,
  );
  return `^${root}/(${names.join('|')})`;
}

/** Every rule of the workspace. */
export const rules: Rule[] = [
  {
    name: 'no-circle',
    comment: 'files that need each other are one subject: put what both need below them',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'packages-below-apps',
    comment: 'a package knows no app',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-apart',
    comment: 'apps meet over HTTP; only what is installed from npm, command line and sandbox, packs others',
    severity: 'error',
    from: { path: '^apps/([^/]+)/', pathNot: '^apps/(cli|sandbox)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  ...[packages, server, webhooks].flatMap(upwards),
];
