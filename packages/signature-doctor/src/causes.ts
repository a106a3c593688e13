/** The languages that a cause is told in. */
export type Language = 'pt-BR' | 'en';

/** What is wrong, and what to do about it, in each language. */
interface Told {
  problem: Record<Language, string>;
  remedy: Record<Language, string>;
}

/** One reason why a signature does not hold. */
export interface Cause extends Told {
  /** Stable: what programs and pages tell causes apart by. */
  id: CauseId;
  /** The header that it concerns, where it concerns one. */
  header: string | undefined;
}

export type CauseId = keyof typeof causes;

/** One finding: a cause, and the header that it was found in. */
export type Finding = readonly [CauseId, string?];

const told = (
  [problem, remedy]: [problem: string, remedy: string],
  [problemEn, remedyEn]: [problem: string, remedy: string],
): Told => ({
  problem: { 'pt-BR': problem, en: problemEn },
  remedy: { 'pt-BR': remedy, en: remedyEn },
});

const rawBody = [
  'Confira a assinatura sobre os bytes como chegaram, antes de qualquer interpretador de JSON.',
  'Verify over the bytes as they arrived, before any JSON parser.',
] as const;

/** Every cause that there is. A header's name stands where the text says {header}. */
export const causes = {
  body_blanks: told(
    [
      'O corpo conferido tem outros espaços ou quebras de linha que o assinado: foi interpretado e escrito de novo.',
      rawBody[0],
    ],
    [
      'The body has other blanks or line breaks than the signed one: it was parsed and written anew.',
      rawBody[1],
    ],
  ),
  body_escapes: told(
    [
      'O corpo conferido escreve caracteres de outro modo (\\u00e1 em vez de á, \\/ em vez de /): foi escrito de novo.',
      rawBody[0],
    ],
    ['The body spells characters otherwise (\\u00e1 for á, \\/ for /): it was written anew.', rawBody[1]],
  ),
  body_key_order: told(
    [
      'As propriedades do corpo conferido estão em outra ordem que no assinado: foi escrito de novo.',
      rawBody[0],
    ],
    [
      'The properties of the body stand in another order than in the signed one: it was written anew.',
      rawBody[1],
    ],
  ),
  body_line_end: told(
    [
      'O corpo conferido tem um fim de linha a mais ou a menos que o assinado, ou CRLF em vez de LF.',
      'Não acrescente nem corte fins de linha; ao salvar em arquivo, use --data-binary e escreva os bytes como vieram.',
    ],
    [
      'The body has a line end more or less than the signed one, or CRLF for LF.',
      'Add and cut no line ends; when you keep it in a file, write the bytes as they came (curl: --data-binary).',
    ],
  ),
  body_bom: told(
    [
      'O corpo conferido começa com a marca BOM, que a Atteny não envia.',
      'Salve e leia o corpo como UTF-8 sem BOM.',
    ],
    [
      'The body begins with a BOM, which Atteny does not send.',
      'Keep and read the body as UTF-8 without BOM.',
    ],
  ),
  body_encoding: told(
    [
      'O corpo passou por outra codificação que UTF-8 (Latin-1 ou Windows-1252): os acentos viraram outros bytes.',
      'Leia o corpo como bytes, ou como texto em UTF-8.',
    ],
    [
      'The body went through another encoding than UTF-8 (Latin-1 or Windows-1252): accents became other bytes.',
      'Read the body as bytes, or as text in UTF-8.',
    ],
  ),
  body_characters_lost: told(
    [
      'O corpo tem o sinal �: ao ler os bytes como texto, caracteres se perderam e não há como recuperá-los.',
      'Junte primeiro todos os bytes e só então leia como UTF-8, ou passe os próprios bytes.',
    ],
    [
      'The body contains �: characters were lost when its bytes were read as text, and cannot be had back.',
      'Join all bytes first and read them as UTF-8 then, or pass the bytes themselves.',
    ],
  ),
  body_base64: told(
    [
      'O corpo conferido está em base64, como o entregam API Gateway e Lambda (isBase64Encoded).',
      "Decodifique antes de conferir: Buffer.from(event.body, 'base64').",
    ],
    [
      'The body is in base64, as API Gateway and Lambda hand it over (isBase64Encoded).',
      "Decode it before you verify: Buffer.from(event.body, 'base64').",
    ],
  ),
  body_stringified_twice: told(
    [
      'O corpo conferido é um texto JSON dentro de outro: foi passado duas vezes por JSON.stringify.',
      rawBody[0],
    ],
    ['The body is JSON text inside JSON text: it went through JSON.stringify twice.', rawBody[1]],
  ),
  body_parsed: told(
    ['O corpo dado é um objeto já interpretado, ou o texto "[object Object]" que se fez de um.', rawBody[0]],
    ['The body given is a parsed object, or the text "[object Object]" that was made of one.', rawBody[1]],
  ),
  body_empty: told(
    [
      'O corpo conferido está vazio: outro interpretador já consumiu a requisição.',
      'Nesta rota, leia o corpo cru antes de qualquer outro (no Express: express.raw, e nenhum express.json antes).',
    ],
    [
      'The body is empty: another parser has already consumed the request.',
      'On this route read the raw body before anything else does (Express: express.raw, and no express.json before it).',
    ],
  ),
  body_length: told(
    [
      'O corpo conferido tem outro tamanho que o anunciado em Content-Length: não são os bytes que chegaram.',
      rawBody[0],
    ],
    [
      'The body has another length than Content-Length says: these are not the bytes that arrived.',
      rawBody[1],
    ],
  ),
  body_not_json: told(
    [
      'O corpo conferido não é JSON, ou está cortado: não é o que a Atteny assinou.',
      'Espere o fim da requisição, junte todos os pedaços e confira os bytes inteiros.',
    ],
    [
      'The body is no JSON, or is cut: it is not what Atteny signed.',
      'Wait for the end of the request, join all its chunks and verify all the bytes.',
    ],
  ),
  body_changed: told(
    ['O corpo conferido não está escrito como a Atteny o escreve: foi mudado no caminho.', rawBody[0]],
    ['The body is not written as Atteny writes it: it was changed on the way.', rawBody[1]],
  ),
  body_not_an_event: told(
    [
      'A assinatura confere, mas o corpo não é um evento: falta id, event, createdAt ou data.',
      'Se foi você quem assinou, envie um evento completo, como nos exemplos da documentação.',
    ],
    [
      'The signature holds, but the body is no event: it lacks id, event, createdAt or data.',
      'If you signed it yourself, send a whole event, as the examples of the documentation show.',
    ],
  ),
  secret_missing: told(
    [
      'Nenhum segredo foi dado.',
      'Dê o segredo do endpoint (whsec_…). Vem de uma variável de ambiente? Ela não está definida neste processo.',
    ],
    [
      'No secret was given.',
      "Give the endpoint's secret (whsec_…). Does it come from an environment variable? It is not set in this process.",
    ],
  ),
  secret_surrounded: told(
    [
      'Há espaços, aspas ou uma quebra de linha em volta do segredo.',
      'Guarde só o segredo, de whsec_ até o sinal de igual no fim.',
    ],
    [
      'There are blanks, quotes or a line break around the secret.',
      'Keep the secret alone, from whsec_ to the equals sign at its end.',
    ],
  ),
  secret_decoded: told(
    [
      'O segredo dado é a forma decodificada, ou perdeu o prefixo whsec_.',
      'Guarde o segredo inteiro, como foi mostrado: whsec_ e o base64 que o segue.',
    ],
    [
      'The secret given is its decoded form, or lost its prefix whsec_.',
      'Keep the whole secret as it was shown: whsec_ and the base64 after it.',
    ],
  ),
  secret_is_key: told(
    [
      'O segredo dado é uma chave de API (sk_live_…).',
      'Use o segredo do endpoint (whsec_…), mostrado quando ele foi criado ou o segredo trocado.',
    ],
    [
      'The secret given is an API key (sk_live_…).',
      "Use the endpoint's secret (whsec_…), shown when it was created or its secret rotated.",
    ],
  ),
  secret_malformed: told(
    [
      'O segredo dado não tem a forma de um segredo: whsec_ e 32 bytes em base64. Talvez esteja cortado.',
      'Copie o segredo de novo; se já não o tem, troque-o (rotate-secret).',
    ],
    [
      'The secret given has not the form of one: whsec_ and 32 bytes in base64. It may be cut.',
      'Copy the secret again; if you no longer have it, rotate it (rotate-secret).',
    ],
  ),
  secret_other: told(
    [
      'O corpo parece intacto, e nenhum dos segredos dados produz esta assinatura: o segredo é outro.',
      'Confira se é o segredo deste endpoint e deste ambiente, e se não foi trocado; na dúvida, troque-o (rotate-secret).',
    ],
    [
      'The body looks untouched, and no secret given makes this signature: the secret is another.',
      'See that it is the secret of this endpoint in this environment, and that it was not rotated; in doubt, rotate it.',
    ],
  ),
  standard_key_for_plain: told(
    [
      'Para {header}, a chave usada foi a do Standard Webhooks (os bytes decodificados do segredo).',
      'A chave de X-Atteny-Signature é o segredo inteiro como texto, com whsec_.',
    ],
    [
      'For {header} the key of Standard Webhooks was used (the decoded bytes of the secret).',
      'The key of X-Atteny-Signature is the whole secret as text, whsec_ included.',
    ],
  ),
  plain_key_for_standard: told(
    [
      'Para {header}, a chave usada foi o segredo como texto.',
      'A chave de webhook-signature são os bytes decodificados do base64 que segue whsec_.',
    ],
    [
      'For {header} the secret as text was used as the key.',
      'The key of webhook-signature is the decoded bytes of the base64 after whsec_.',
    ],
  ),
  key_without_prefix: told(
    [
      'Para {header}, a chave usada foi o segredo como texto, sem whsec_.',
      'X-Atteny-Signature usa o segredo inteiro como texto; webhook-signature, os bytes decodificados do que segue whsec_.',
    ],
    [
      'For {header} the secret as text without whsec_ was used as the key.',
      'X-Atteny-Signature takes the whole secret as text; webhook-signature the decoded bytes of what follows whsec_.',
    ],
  ),
  standard_content_for_plain: told(
    [
      'Para {header}, foi assinado id.timestamp.corpo, como no Standard Webhooks.',
      'X-Atteny-Signature cobre só o corpo cru.',
    ],
    [
      'For {header} id.timestamp.body was signed, as in Standard Webhooks.',
      'X-Atteny-Signature covers the raw body alone.',
    ],
  ),
  plain_content_for_standard: told(
    [
      'Para {header}, foi assinado só o corpo.',
      'webhook-signature cobre webhook-id, webhook-timestamp e o corpo cru, unidos por pontos.',
    ],
    [
      'For {header} the body alone was signed.',
      'webhook-signature covers webhook-id, webhook-timestamp and the raw body, joined by dots.',
    ],
  ),
  digest_encoding: told(
    [
      '{header} está escrita de outro modo: base64 em vez de hexadecimal ou o contrário, maiúsculas, ou sem o prefixo.',
      'X-Atteny-Signature é sha256= e hexadecimal minúsculo; webhook-signature é v1, e base64.',
    ],
    [
      '{header} is written otherwise: base64 for hexadecimal or the reverse, upper case, or without its prefix.',
      'X-Atteny-Signature is sha256= and lower-case hexadecimal; webhook-signature is v1, and base64.',
    ],
  ),
  digest_hash: told(
    ['{header} foi feita com outro hash.', 'Use HMAC com SHA-256.'],
    ['{header} was made with another hash.', 'Use HMAC with SHA-256.'],
  ),
  computed_other: told(
    [
      'O valor que o seu código calculou não vem deste corpo com este segredo.',
      'Mostre, no seu código, quantos bytes tem o corpo e como começa e termina o segredo que ele usa.',
    ],
    [
      'The value that your code computed does not come from this body with this secret.',
      'Have your code print how many bytes its body has, and how the secret that it uses begins and ends.',
    ],
  ),
  header_missing: told(
    [
      'Falta o cabeçalho {header}.',
      'Passe todos os cabeçalhos da requisição; um proxy ou gateway no caminho pode estar tirando este.',
    ],
    [
      'The header {header} is missing.',
      'Pass all headers of the request; a proxy or gateway on the way may be taking this one out.',
    ],
  ),
  header_renamed: told(
    [
      'A assinatura veio sob outro nome, {header}.',
      'Passe os cabeçalhos como chegaram, ou desfaça a mudança de nome (CGI e WSGI escrevem HTTP_X_…).',
    ],
    [
      'The signature came under another name, {header}.',
      'Pass the headers as they arrived, or undo the renaming (CGI and WSGI write HTTP_X_…).',
    ],
  ),
  header_malformed: told(
    [
      '{header} não tem a forma do contrato.',
      'Passe o valor como chegou, uma só vez: sem aspas, sem cortar e sem juntar dois valores.',
    ],
    [
      '{header} has not the form that the contract gives it.',
      'Pass the value as it arrived, and once: no quotes, nothing cut, no two values joined.',
    ],
  ),
  header_of_another_attempt: told(
    [
      '{header} é de outra tentativa: segredo e corpo conferem, mas não com este webhook-timestamp.',
      'Use os cabeçalhos e o corpo de uma mesma requisição; cada tentativa tem webhook-timestamp e assinatura próprios.',
    ],
    [
      "{header} is another attempt's: secret and body are right, but not with this webhook-timestamp.",
      'Take headers and body of one request; each attempt has a webhook-timestamp and a signature of its own.',
    ],
  ),
  header_of_another_delivery: told(
    [
      '{header} é de outra entrega: não corresponde a este corpo.',
      'Use os cabeçalhos e o corpo de uma mesma requisição.',
    ],
    [
      "{header} is another delivery's: it does not belong to this body.",
      'Take headers and body of one request.',
    ],
  ),
  header_next_missing: told(
    [
      'O segredo dado é o novo, e durante a troca X-Atteny-Signature ainda é do antigo: falta {header}.',
      'Passe todos os cabeçalhos, ou dê também o segredo antigo até o fim da troca.',
    ],
    [
      "The secret given is the new one, and during a rotation X-Atteny-Signature is still the old one's: {header} is missing.",
      'Pass all headers, or give the old secret too until the rotation ends.',
    ],
  ),
  timestamp_malformed: told(
    [
      '{header} não são segundos Unix.',
      'Escreva segundos inteiros desde 1970: nem milissegundos, nem uma data em texto.',
    ],
    ['{header} is not Unix seconds.', 'Write whole seconds since 1970: no milliseconds, no date in text.'],
  ),
  timestamp_stale: told(
    [
      'A assinatura confere, mas {header} é antigo demais: a requisição foi guardada ou repetida, ou o relógio daqui está adiantado.',
      'Confira ao receber, antes de pôr numa fila; acerte o relógio (NTP). Para conferir uma entrega antiga, diga que horas eram.',
    ],
    [
      'The signature holds, but {header} is too old: the request was kept or replayed, or the clock here is fast.',
      'Verify on arrival, before any queue; set the clock (NTP). To verify an old delivery, say what time it was then.',
    ],
  ),
  timestamp_ahead: told(
    [
      'A assinatura confere, mas {header} está no futuro: o relógio daqui está atrasado.',
      'Acerte o relógio (NTP).',
    ],
    ['The signature holds, but {header} is in the future: the clock here is slow.', 'Set the clock (NTP).'],
  ),
} as const satisfies Record<string, Told>;

/** A cause with its texts, the header's name put in. */
export function explain(id: CauseId, header?: string): Cause {
  const name = JSON.stringify(causes[id]).includes('{header}') ? (header ?? 'X-Atteny-Signature') : undefined;
  const fill = (texts: Record<Language, string>): Record<Language, string> => ({
    'pt-BR': texts['pt-BR'].replaceAll('{header}', name ?? ''),
    en: texts.en.replaceAll('{header}', name ?? ''),
  });
  return { id, header: name, problem: fill(causes[id].problem), remedy: fill(causes[id].remedy) };
}
