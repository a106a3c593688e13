/** Why a request certainly never left. */
export interface NeverSent {
  /** What is wrong and what to do, as a part of a sentence. */
  problem: string;
  /** The mistake is on this side: the same call would fail again. */
  local: boolean;
}

/** What an error of fetch, or one of its causes, says of itself. */
interface Told {
  code: string;
  message: string;
  syscall: string | undefined;
}

interface Kind extends NeverSent {
  is: (told: Told) => boolean;
}

const connecting = ({ syscall, message }: Told): boolean =>
  syscall === 'connect' || message.includes('client error (Connect)');

/**
 * Failures after which nothing can have been sent, as Node, undici, Bun and Deno tell them; the more exact ones first.
 * Deno gives no code, but names the phase. Browsers tell nothing.
 */
const kinds: readonly Kind[] = [
  {
    is: ({ code, message }) =>
      /^(?:DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/.test(
        code,
      ) || /client error \(Connect\).*certificate/.test(message),
    problem:
      'o certificado do servidor não é confiável. Confira baseUrl, ou dê ao processo a autoridade que o assinou (NODE_EXTRA_CA_CERTS)',
    local: true,
  },
  {
    is: ({ code, message }) =>
      /^ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNSUPPORTED_PROTOCOL|\w*(?:HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNRECOGNIZED_NAME))/.test(
        code,
      ) ||
      /TLS handshake|wrong version number|before secure TLS|\(Connect\): (?:received corrupt|tls)/.test(
        message,
      ),
    problem:
      'o servidor não fala TLS nesta porta. Se baseUrl é um sandbox ou um mock, use http:// em vez de https://',
    local: true,
  },
  {
    is: ({ message }) => /^bad port$|to port \d+ are blocked/.test(message),
    problem: 'o fetch não usa esta porta: é reservada a outro protocolo. Sirva em outra, e mude baseUrl',
    local: true,
  },
  {
    is: ({ code, message }) => code === 'UND_ERR_PRX_TLS' || message.includes('HTTP Tunneling'),
    problem: 'o proxy recusou a conexão. Confira o endereço, o usuário e a senha do proxy',
    local: true,
  },
  {
    is: ({ code, message }) => /^(?:ENOTFOUND|EAI_AGAIN)$/.test(code) || message.includes('dns error'),
    problem: 'o nome do servidor não foi encontrado. Confira baseUrl e a rede',
    local: false,
  },
  {
    is: ({ code, message }) =>
      /^E?Connection_?Refused$/i.test(code) ||
      code === 'ECONNREFUSED' ||
      message.includes('Connection refused'),
    problem: 'ninguém atende neste endereço. Confira baseUrl, e se o servidor está no ar',
    local: false,
  },
  {
    is: (told) =>
      connecting(told) ||
      told.code === 'UND_ERR_CONNECT_TIMEOUT' ||
      (told.syscall === undefined && /^E(?:HOST|NET)(?:UNREACH|DOWN)$/.test(told.code)),
    problem: 'não há caminho até o servidor. Confira a rede, a VPN, o firewall e o proxy',
    local: false,
  },
];

/** Whether an error of fetch says for certain that the request never left, and why; undefined when it does not. */
export function neverSent(error: unknown): NeverSent | undefined {
  const told = chainOf(error);
  return kinds.find(({ is }) => told.some(is));
}

/** The code of an error or of the causes of it, however deep; the first that there is. */
export const codeOf = (error: unknown): string | undefined =>
  chainOf(error).find(({ code }) => code !== '')?.code;

/** An error, what it sums up and what caused it. */
function chainOf(error: unknown, depth = 10): Told[] {
  if (typeof error !== 'object' || error === null || depth === 0) {
    return [];
  }
  const { code, message, syscall, errors, cause } = error as Record<string, unknown>;
  return [
    {
      code: typeof code === 'string' ? code : '',
      message: typeof message === 'string' ? message : '',
      syscall: typeof syscall === 'string' ? syscall : undefined,
    },
    ...(Array.isArray(errors) ? errors.slice(0, 9) : []).flatMap((each) => chainOf(each, depth - 1)),
    ...chainOf(cause, depth - 1),
  ];
}
