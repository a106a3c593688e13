import { readdirSync, readFileSync } from 'node:fs';
import { cpuSeconds } from '@atteny/local-servers/load';

/** Seconds of processor time of all processes of PostgreSQL on this machine; those that end meanwhile are not counted. */
export function postgresSeconds(): number {
  const isPostgres = (pid: string) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (isPostgres(pid)) sum += cpuSeconds(Number(pid));
    } catch {
      // Ended between the list and the look.
    }
  }
  return sum;
}
