import { resolve } from 'node:path';
import { checkImports, homeless } from './check-imports.ts';
import { packages, rules, server, webhooks } from './rules.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const { read, problems } = await checkImports(workspace, ['apps', 'packages', 'examples', 'scripts'], rules);
const all = [...[packages, server, webhooks].flatMap((part) => homeless(workspace, part)), ...problems];
for (const problem of all) console.error(problem);
console.log(`${read} files, ${all.length === 0 ? 'no import leads up or round' : `${all.length} problems`}.`);
process.exitCode = all.length === 0 ? 0 : 1;
