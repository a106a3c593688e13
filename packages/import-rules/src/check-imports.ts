import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import type { Building } from './rules.ts';

export interface Findings {
  /** TypeScript files that were read. */
  readonly read: number;
  /** A line for each import that must not be, and for each file or part that escaped the check. */
  readonly problems: readonly string[];
}

const source = /\.tsx?$/;
const skipped = /(^|\/)(node_modules|dist|coverage|\.turbo)(\/|$)/;

/**
 * Holds the imports of some folders of a workspace to rules, imports of types included.
 * Files that the reader did not get to see are problems too: a check of nothing always passes.
 */
export async function checkImports(
  base: string,
  folders: readonly string[],
  forbidden: NonNullable<IFlattenedRuleSet['forbidden']>,
): Promise<Findings> {
  const { output } = await cruise([...folders], {
    baseDir: base,
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: skipped.source },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  });
  const { modules, summary } = output as ICruiseResult;
  const read = new Set(modules.map((module) => module.source).filter((path) => source.test(path)));
  return {
    read: read.size,
    problems: [
      ...unread(base, folders, read),
      ...summary.violations.map(({ from, to, rule, cycle }) => {
        const comment = forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
        const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
        return `${from} → ${way}: ${rule.name}, ${comment}.`;
      }),
    ],
  };
}

/** TypeScript files below some folders that are not among those that were read. */
export function unread(base: string, folders: readonly string[], read: ReadonlySet<string>): string[] {
  return folders
    .flatMap((folder) => sourcesIn(base, folder))
    .filter((path) => !read.has(path))
    .map((path) => `${path} was not read: no rule holds its imports.`);
}

/** The parts of a building that stand on none of its floors. */
export function homeless(base: string, { root, floors }: Building): string[] {
  const known = new Set(floors.flat());
  return readdirSync(join(base, root), { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory() ? holdsSources(base, join(root, entry.name)) : isSource(entry.name),
    )
    .map(({ name }) => name)
    .filter((name) => !known.has(name))
    .map((name) => `${root}/${name} stands on no floor: add it to packages/import-rules/src/rules.ts.`);
}

const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.test.ts');

function holdsSources(base: string, folder: string): boolean {
  return existsSync(join(base, folder, 'package.json')) || sourcesIn(base, folder).length > 0;
}

function sourcesIn(base: string, folder: string): string[] {
  return readdirSync(join(base, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => source.test(path) && !skipped.test(path));
}
