import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Node writes with `--cpu-prof`. */
interface Profile {
  readonly nodes: readonly ProfileNode[];
  /** Microseconds of the machine's monotonic clock. */
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

export type Part =
  | 'HTTP'
  | 'checks'
  | 'limits'
  | 'the operation'
  | 'database'
  | 'collecting garbage'
  | 'Node';

/** By the file of a function; the first that fits. What fits none works for whoever called it. */
const partsByFile: readonly (readonly [RegExp, Part])[] = [
  [/\/src\/(limits\/|http\/count-request)/, 'limits'],
  [/\/src\/(keys\/|http\/(authenticate|admit|validate|schema-validator))/, 'checks'],
  [/\/request-reading\/|express-openapi-validator|\/ajv|path-to-regexp/, 'checks'],
  [/\/src\/(db|organizations)\/|\/kysely\/|\/pg(-[a-z]+)?\/|node:sqlite/, 'database'],
  [/\/src\/(contacts|conversations|webhooks|events|audit|idempotency|handlers?\.|ids\.)/, 'the operation'],
  [/\/src\/(http|app|server)|node:(_http|internal\/http)|\/(express|router|helmet)\//, 'HTTP'],
];

function partOf({ functionName, url }: ProfileNode['callFrame']): Part | 'idle' | undefined {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'collecting garbage';
  // The validator compiles its functions, which have no file.
  if (url === '' && /^validate\d/.test(functionName)) return 'checks';
  return partsByFile.find(([file]) => file.test(url))?.[1];
}

/**
 * How the time in which a process was busy between two moments of `process.hrtime` divides, by the profile that it left in a folder.
 * Time in which it waited for its disk is in it, since it can do nothing else meanwhile.
 */
export function busyShares(folder: string, from: bigint, until: bigint): Map<Part, number> {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  const parts = partsOf(profile.nodes);
  const spent = new Map<Part, number>();
  let busy = 0;
  let at = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    const part = parts.get(id) ?? 'Node';
    const microseconds = profile.timeDeltas[index] ?? 0;
    at += microseconds;
    if (part === 'idle' || at < from / 1000n || at > until / 1000n) continue;
    spent.set(part, (spent.get(part) ?? 0) + microseconds);
    busy += microseconds;
  }
  return new Map([...spent].map(([part, microseconds]) => [part, microseconds / busy]));
}

/** Of each place in the tree of calls: its own part, or else that of the nearest caller that has one. */
function partsOf(nodes: readonly ProfileNode[]): Map<number, Part | 'idle'> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, Part | 'idle'>();
  const visit = (node: ProfileNode, ofCaller: Part | 'idle' | undefined) => {
    const part = partOf(node.callFrame) ?? ofCaller;
    if (part !== undefined) parts.set(node.id, part);
    for (const child of node.children ?? []) {
      const called = byId.get(child);
      if (called !== undefined) visit(called, part);
    }
  };
  const [root] = nodes;
  if (root !== undefined) visit(root, undefined);
  return parts;
}
