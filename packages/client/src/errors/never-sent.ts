/** Why a request certainly never left. */
export interface NeverSent {
  /** What is wrong and what to do, as a part of a sentence. */
  problem: string;
  /** The mistake is on this side: the same call would fail again. */
  local: boolean;
}

type Kind = readonly [pattern: RegExp, problem: string, local: boolean];

/**
 * Failures after which nothing can have been sent, as Node, undici, Bun and Deno tell them: by `code|syscall|message` of an
 * error. The more exact ones come first. Deno gives no code, but names the phase; browsers tell nothing.
 */
const kinds: readonly Kind[] = [
  [
    /^(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT|ERR_TLS_CERT|HOSTNAME)_|\(Connect\).*certificate/,
    'o certificado do servidor não é confiável: confira baseUrl, ou NODE_EXTRA_CA_CERTS',
    true,
  ],
  [
    /^ERR_SSL_(?:WRONG_VERSION|PACKET|HTTP|UNSUPPORTED|\w*(?:HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNRECOGNIZED_NAME))|TLS handshake|before secure TLS|\(Connect\): (?:received corrupt|tls)/,
    'o servidor não fala TLS nesta porta: num sandbox ou mock, use http://',
    true,
  ],
  [/bad port$|to port \d+ are blocked/, 'o fetch não usa esta porta: sirva em outra', true],
  [/^UND_ERR_PRX_TLS|HTTP Tunneling/, 'o proxy recusou a conexão: confira a senha', true],
  [/^(?:ENOTFOUND|EAI_AGAIN)|dns error/, 'o nome do servidor não foi encontrado: confira baseUrl', false],
  [
    /^(?:ECONNREFUSED|ConnectionRefused)|Connection refused/,
    'ninguém atende neste endereço: confira baseUrl e o servidor',
    false,
  ],
  [
    /^UND_ERR_CONNECT_TIMEOUT|^E(?:HOST|NET)(?:UNREACH|DOWN)\|\||\|connect\||\(Connect\)/,
    'não há caminho até o servidor: confira a rede e o proxy',
    false,
  ],
];

/** Whether an error of fetch says for certain that the request never left, and why; undefined when it does not. */
export function neverSent(error: unknown): NeverSent | undefined {
  const chain = chainOf(error).map(({ code, syscall, message }) => [code, syscall, message].join('|'));
  const [, problem, local] = kinds.find(([pattern]) => chain.some((told) => pattern.test(told))) ?? [];
  return problem === undefined || local === undefined ? undefined : { problem, local };
}

/** The code of an error or of the causes of it, however deep; the first that there is. */
export const codeOf = (error: unknown): string | undefined =>
  chainOf(error)
    .map(({ code }) => code)
    .find((code) => typeof code === 'string');

/** An error, what it sums up and what caused it. */
function chainOf(error: unknown, depth = 10): Record<string, unknown>[] {
  if (typeof error !== 'object' || error === null || depth === 0) {
    return [];
  }
  const { errors, cause } = error as Record<string, unknown>;
  return [error as Record<string, unknown>].concat(
    ...(Array.isArray(errors) ? errors.slice(0, 9) : [])
      .concat(cause)
      .map((each) => chainOf(each, depth - 1)),
  );
}
