import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';

/** Starts something that listens; a port that cannot be had is told in a sentence. */
export async function listening<Server>(
  { say }: Context,
  port: number,
  start: () => Promise<Server>,
): Promise<Server> {
  try {
    return await start();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new CommandError(
        exits.portTaken,
        code === 'EACCES'
          ? say(
              `Sem permissão para a porta ${port}. Escolha outra com --port.`,
              `Port ${port} is not permitted. Choose another with --port.`,
            )
          : say(
              `A porta ${port} está em uso. Escolha outra com --port.`,
              `Port ${port} is taken. Choose another with --port.`,
            ),
        { cause },
      );
    }
    throw cause;
  }
}

/** Resolves when the user ends the command. */
export async function untilInterrupted({ interrupted }: Context): Promise<void> {
  if (interrupted.aborted) return;
  // A signal that nothing else keeps the process alive for would not be waited for.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise((resolve) => interrupted.addEventListener('abort', resolve, { once: true }));
  clearInterval(alive);
}
