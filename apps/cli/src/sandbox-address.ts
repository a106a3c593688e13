import { homedir } from 'node:os';
import { usualPorts } from '@atteny/request-reading';
import { connectionPath, type Connection, OpenFileError, readConnections } from './connection-file.ts';
import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';
import { unreachable } from './unreachable.ts';

export interface SandboxAddress {
  /** Origin, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  /** Key of the demo world, where it is known. */
  readonly apiKey: string | undefined;
}

const defaultUrl = `http://127.0.0.1:${usualPorts.sandbox}`;
const answerMs = 5_000;

/**
 * Where the sandbox is and what opens it: the flag, then ATTENY_URL, then the newest in the file of a running `atteny
 * sandbox`, then the usual port here; the token from ATTENY_CONSOLE_TOKEN or the file. A token of the file goes to its own
 * address alone.
 */
export async function sandboxAddress(context: Context, flag: URL | undefined): Promise<SandboxAddress> {
  const { environment, say } = context;
  const given = flag ?? addressIn(context, environment['ATTENY_URL']);
  const running = await connectionsOf(context);
  const url = given?.origin ?? running[0]?.url ?? defaultUrl;
  const known = running.find((each) => new URL(each.url).origin === url);
  const token = environment['ATTENY_CONSOLE_TOKEN'] || known?.token;
  if (token === undefined) {
    // Without a sandbox there is no token either: the first is what is missing.
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(answerMs) }).catch((cause: unknown) => {
      throw unreachable(context, url, cause);
    });
    throw new CommandError(
      exits.token,
      say(
        `Falta o token do console de ${url}. Inicie com «atteny sandbox», que o deixa para os outros comandos, ou ponha-o em ATTENY_CONSOLE_TOKEN.`,
        `The console token of ${url} is missing. Start with “atteny sandbox”, which leaves it for the other commands, or put it into ATTENY_CONSOLE_TOKEN.`,
      ),
    );
  }
  return { url, token, apiKey: environment['ATTENY_API_KEY'] || known?.apiKey };
}

function addressIn({ say }: Context, text: string | undefined): URL | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new CommandError(
    exits.usage,
    say(
      `ATTENY_URL é «${text}»; precisa ser um endereço como ${defaultUrl}.`,
      `ATTENY_URL is “${text}”; it has to be an address such as ${defaultUrl}.`,
    ),
  );
}

async function connectionsOf({ environment, say }: Context): Promise<Connection[]> {
  const path = connectionPath(environment, homedir());
  try {
    return await readConnections(path);
  } catch (error) {
    if (!(error instanceof OpenFileError)) throw error;
    throw new CommandError(
      exits.token,
      say(
        `${path} está aberto a outros usuários, e por isso não é usado. Apague-o e inicie «atteny sandbox» de novo.`,
        `${path} is open to other users, so it is not used. Delete it and start “atteny sandbox” again.`,
      ),
      { cause: error },
    );
  }
}
