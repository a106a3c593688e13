import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

export interface FreshOptions {
  /** The folders whose changes make the site stale. */
  folders: string[];
  /** The command that builds the site, with its arguments; run by Node in a process of its own, so that pages are served meanwhile. */
  command: string[];
  environment: NodeJS.ProcessEnv;
  /** Is told each build's outcome, in one line or with the reason of its failure. */
  said: (text: string, failed: boolean) => void;
}

const quietMs = 150;

/**
 * Builds the site anew after each change below the folders, one build at a time; a build that fails leaves the site as it was.
 * Returns what ends it.
 */
export function keepFresh({ folders, command, environment, said }: FreshOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  let building: ChildProcess | null = null;
  let again = false;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(build, quietMs);
  };
  const build = () => {
    if (building) {
      again = true;
      return;
    }
    let output = '';
    building = spawn(process.execPath, command, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [building.stdout, building.stderr]) {
      stream?.on('data', (part: Buffer) => (output += part.toString()));
    }
    building.once('close', (status) => {
      building = null;
      if (status === 0) said('Documentação: atualizada', false);
      else if (status !== null) said(output.trim(), true);
      if (!again) return;
      again = false;
      build();
    });
  };
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    building?.kill();
  };
}

/** The command of {@link keepFresh} for this app's own build. */
export const buildCommand = [join(import.meta.dirname, 'build.ts'), '--for-start'];
