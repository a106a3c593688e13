import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFaultyServer, type FaultyServer } from '@atteny/contract-tests/faults';
import type { Summary, ToldFinding } from '@atteny/contract-tests/summary';
import { freePort, run } from '@atteny/local-servers';
import { expect } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Whether the lines of a finding can be run here. */
export const hasJq = spawnSync('jq', ['--version']).status === 0;
if (!hasJq) {
  console.error('Skipped: the lines of a finding need jq (apt-get install jq). In CI absent means failed.');
}

/** A server whose faults are switched by name, the suite that judges it, and a shell that knows both. */
export interface Bench {
  faults: FaultyServer['greeting']['faults'];
  switchTo: FaultyServer['switchTo'];
  /** What one check of the suite finds wrong with the server as it is; nothing where it cannot be judged. */
  found(check: string): Promise<readonly ToldFinding[]>;
  /** What lines show, run by a shell that knows target, console and keys by its environment alone. */
  shown(lines: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const server = await startFaultyServer([process.execPath, at('apps/api/faults/main.ts')]);
  const folder = mkdtempSync(join(tmpdir(), 'atteny-red-lines-'));
  const { target, console: base, key, consoleToken, faults } = server.greeting;

  return {
    faults,
    switchTo: (fault) => server.switchTo(fault),
    async found(check) {
      const report = join(folder, 'report.json');
      rmSync(report, { force: true });
      const asked = ['--target', target, '--console', base, '--only', check, '--seed', '1', '--json', report];
      const secrets = { ATTENY_KEY: key, ATTENY_CONSOLE_TOKEN: consoleToken };
      const suite = [at('packages/contract-tests/src/main.ts'), ...asked];
      const { stdout, stderr } = await run(process.execPath, suite, { env: { ...process.env, ...secrets } });
      const output = `${stderr}\n${stdout}`;
      if (!existsSync(report)) return [];
      const { findings } = JSON.parse(readFileSync(report, 'utf8')) as Summary;
      // No secret stands in what is printed: neither those that were given nor those that the run made.
      for (const text of [output, JSON.stringify(findings)]) {
        expect(text).not.toContain(consoleToken);
        expect(text).not.toContain(key);
        expect(text).not.toMatch(/sk_live_(?!0+\b)\w{12}/);
        expect(text).not.toMatch(/whsec_\w/);
      }
      const curl = findings[0]?.curl ?? [];
      const areShown = curl.every((line) => output.includes(line));
      expect({
        curl,
        isTold: areShown || output.includes(`(${curl.length} lines show it again: --json`),
      }).toMatchObject({ isTold: true });
      return findings;
    },
    async shown(lines) {
      const { stdout, stderr } = await run('bash', ['-c', lines.join('\n')], {
        env: {
          ...process.env,
          ATTENY_TARGET: target,
          ATTENY_CONSOLE: base,
          ATTENY_KEY: key,
          ATTENY_CONSOLE_TOKEN: consoleToken,
          PORT: String(await freePort()),
        },
      });
      return `${stderr}\n${stdout}`;
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await server.close();
    },
  };
}
