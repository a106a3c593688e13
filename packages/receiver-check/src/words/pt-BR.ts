import type { Words } from './words.ts';

export const ptBR: Words = {
  checks: {
    genuine: { title: 'Uma entrega legítima', sent: 'message.created, assinada com o seu segredo' },
    'every-event': { title: 'Cada evento', sent: 'uma entrega de cada evento do contrato' },
    'raw-body': {
      title: 'O corpo cru',
      sent: 'uma entrega legítima cujo JSON tem espaços, quebras de linha e um escape',
    },
    'utf-8': { title: 'Acentos e emoji', sent: 'uma entrega legítima com texto além do ASCII' },
    'unknown-event': {
      title: 'Um evento desconhecido',
      sent: 'uma entrega legítima de um evento que ainda não existe',
    },
    'unknown-property': {
      title: 'Uma propriedade desconhecida',
      sent: 'uma entrega legítima com propriedades que ainda não existem',
    },
    nulls: { title: 'Um contato sem nome', sent: 'uma entrega legítima com contact.name null' },
    'largest-event': {
      title: 'O maior evento',
      sent: 'uma entrega legítima com 4096 emoji',
    },
    'header-case': {
      title: 'Caixa dos cabeçalhos',
      sent: 'uma entrega legítima com os nomes em maiúsculas, depois em minúsculas',
    },
    'no-content-type': {
      title: 'Sem Content-Type',
      sent: 'uma entrega legítima cujo Content-Type um proxy tirou',
    },
    'repeated-delivery': { title: 'Uma entrega repetida', sent: 'a mesma entrega duas vezes' },
    'repeated-event': { title: 'Um evento repetido', sent: 'o mesmo evento em duas entregas' },
    'out-of-order': {
      title: 'Fora de ordem',
      sent: 'um evento, depois outro que aconteceu dez minutos antes',
    },
    'rotation-begun': {
      title: 'Uma troca começa',
      sent: 'uma entrega assinada com o seu segredo e com o próximo',
    },
    'rotation-switched': {
      title: 'Uma troca, o segredo novo primeiro',
      sent: 'uma entrega assinada com o segredo anterior ao seu, e com o seu como o próximo',
    },
    'rotation-over': { title: 'Uma troca terminou', sent: 'uma entrega assinada só com o próximo segredo' },
    'tampered-body': {
      title: 'Um corpo alterado',
      sent: 'uma entrega legítima com palavras acrescentadas ao texto',
    },
    'wrong-secret': { title: 'Outro segredo', sent: 'uma entrega assinada com um segredo que não é o seu' },
    'no-signature': { title: 'Sem assinatura', sent: 'uma entrega sem assinatura nenhuma' },
    'almost-signature': {
      title: 'Quase a assinatura',
      sent: 'uma entrega legítima com o último caractere das assinaturas trocado',
    },
    'malformed-signature': {
      title: 'Assinaturas malformadas',
      sent: 'entregas cuja assinatura é vazia, curta ou nem é assinatura',
    },
    stale: { title: 'Uma entrega antiga', sent: 'entregas assinadas há 50 minutos, e daqui a 50 minutos' },
    replayed: {
      title: 'Uma entrega reaproveitada',
      sent: 'uma entrega antiga com webhook-id e webhook-timestamp novos',
    },
    'empty-body': { title: 'Um corpo vazio', sent: 'um POST sem nada, sem assinatura e assinado' },
    'not-json': {
      title: 'Nenhum JSON',
      sent: 'corpos assinados que não são JSON, estão cortados ou não são evento',
    },
    'huge-body': { title: 'Um corpo enorme', sent: '8 MB que ninguém assinou' },
    'at-once': { title: '50 de uma vez', sent: '50 entregas legítimas no mesmo instante' },
    'still-up': { title: 'Continua de pé', sent: 'uma entrega legítima depois de tudo isso' },
  },
  problems: {
    unreachable: {
      wrong: 'Ninguém responde neste endereço.',
      mend: 'Inicie o receptor e confira host e porta. De dentro de um contêiner, localhost é o próprio contêiner.',
    },
    tls: {
      wrong: 'A conexão TLS falha, e por isso nenhuma entrega chega.',
      mend: 'Use um certificado deste nome, dentro da validade e com a cadeia inteira. Se o certificado é seu, aponte a autoridade em NODE_EXTRA_CA_CERTS.',
    },
    'no-tls': {
      wrong: 'O endereço diz https, e quem atende ali fala http: nenhuma entrega chega.',
      mend: 'Use http, ou a porta onde o TLS termina, como a do seu proxy.',
    },
    'wrong-address': {
      wrong: 'Neste endereço não se espera um POST.',
      mend: 'Confira o caminho, e se a rota aceita POST.',
    },
    redirects: {
      wrong: 'O receptor redireciona. Redirecionamentos não são seguidos: conta como falha.',
      mend: 'Cadastre o endereço final: https em vez de http, com ou sem a barra no fim.',
    },
    'behind-login': {
      wrong: 'O endereço pede um login que uma entrega não tem.',
      mend: 'Libere este caminho sem login: quem prova o remetente é a assinatura.',
    },
    'answers-pages': {
      wrong: 'Uma página HTML responde com 2xx: outra rota fica com a entrega, e ela se perde.',
      mend: 'Ponha a rota antes da que responde a tudo, e confira o caminho.',
    },
    'crashes-on-genuine': {
      wrong: 'Uma entrega legítima termina num erro do receptor.',
      mend: 'O log dele diz por quê. Muitas vezes um interpretador de JSON passou antes, e "body" é um objeto.',
    },
    'refuses-genuine': {
      wrong: 'Uma entrega legítima é recusada.',
      mend: 'Confira se este é o segredo do endpoint, e se o que se confere é o corpo cru.',
    },
    'key-is-decoded': {
      wrong: 'A chave de X-Atteny-Signature foi decodificada do base64.',
      mend: 'Use o segredo inteiro como texto, com whsec_. Os bytes decodificados são a chave só de webhook-signature.',
    },
    'key-lacks-prefix': {
      wrong: 'Falta whsec_ na chave de X-Atteny-Signature.',
      mend: 'Use o segredo inteiro como texto, com o prefixo.',
    },
    'signature-in-base64': {
      wrong: 'X-Atteny-Signature é esperada em base64.',
      mend: 'Ela é hexadecimal, em minúsculas: digest("hex").',
    },
    'signature-lacks-algorithm': {
      wrong: 'X-Atteny-Signature é esperada sem sha256=.',
      mend: 'Compare com "sha256=" e o resumo hexadecimal.',
    },
    'signs-timestamp-too': {
      wrong: 'A hora entrou em X-Atteny-Signature.',
      mend: 'X-Atteny-Signature cobre só o corpo. Apenas webhook-signature cobre id.timestamp.corpo.',
    },
    'no-answer': {
      wrong: 'A resposta, ou o fim dela, não vem a tempo: a tentativa falha e é repetida.',
      mend: 'Responda primeiro, e faça o trabalho numa fila sua.',
    },
    slow: {
      wrong: 'A confirmação demora.',
      mend: 'Responda primeiro, e faça o trabalho numa fila sua: o que hoje demora um dia estoura o prazo.',
    },
    'refuses-a-known-event': {
      wrong: 'Um evento do contrato não é confirmado.',
      mend: 'Confirme todos, também os que não lhe interessam.',
    },
    'body-not-raw': {
      wrong: 'O que se confere não é o corpo cru: o JSON foi lido e escrito de novo.',
      mend: 'Confira os bytes como chegaram, antes de qualquer interpretador de JSON.',
    },
    'body-not-utf-8': {
      wrong: 'Texto além do ASCII quebra a assinatura: os bytes foram lidos em outra codificação.',
      mend: 'Guarde o corpo em bytes, ou decodifique como UTF-8.',
    },
    'refuses-unknown-event': {
      wrong:
        'Um evento que o receptor não conhece é recusado: no dia em que houver um, as entregas falham até o endpoint ser desativado.',
      mend: 'Confirme com 2xx o que não conhece, e não faça nada.',
    },
    gone: {
      wrong: '410 desativa o endpoint na hora, e nada mais é entregue.',
      mend: 'Responda 410 só quando não quiser mais nenhuma entrega.',
    },
    'refuses-unknown-property': {
      wrong:
        'Uma propriedade que o receptor não conhece o faz recusar: as respostas são abertas e podem ganhar novas.',
      mend: 'Ignore o que não conhece: nada de esquema fechado no que chega.',
    },
    'refuses-null': {
      wrong: 'Um contato sem nome é recusado, ou derruba o receptor.',
      mend: 'contact.name, mediaUrl e mediaType podem ser null.',
    },
    'refuses-large': {
      wrong: 'O maior evento do contrato não cabe.',
      mend: 'Aceite corpos de ao menos 100 KB.',
    },
    'reads-headers-by-case': {
      wrong: 'Um cabeçalho só é achado numa grafia; proxies e HTTP/2 a mudam.',
      mend: 'Leia cabeçalhos em qualquer caixa.',
    },
    'wants-content-type': {
      wrong: 'Sem Content-Type o corpo não é lido.',
      mend: 'Leia o corpo seja qual for o tipo: o que vale é a assinatura.',
    },
    'refuses-repeated-delivery': {
      wrong: 'Uma entrega repetida é recusada: ela volta várias vezes e conta como falha.',
      mend: 'Confirme com 2xx o que já foi tratado. Guarde o id de cada evento.',
    },
    'refuses-repeated-event': {
      wrong: 'Um evento repetido em outra entrega é recusado.',
      mend: 'Reconheça repetições pelo id do evento, e confirme com 2xx.',
    },
    'refuses-out-of-order': {
      wrong: 'Um evento anterior a outro já conhecido é recusado.',
      mend: 'Confirme. Decida por createdAt se ele ainda muda alguma coisa.',
    },
    'refuses-two-signatures': {
      wrong: 'Durante uma troca o receptor recusa: webhook-signature traz então duas assinaturas.',
      mend: 'Separe webhook-signature nos espaços; basta uma conferir.',
    },
    'misses-new-signature': {
      wrong:
        'Só com o segredo novo, as entregas da troca são recusadas: X-Atteny-Signature fica com o antigo.',
      mend: 'Durante a troca confira com os dois segredos, ou leia também X-Atteny-Signature-Next.',
    },
    'refuses-new-secret': {
      wrong: 'O que vem assinado só com o próximo segredo é recusado: depois da troca nada entra.',
      mend: 'Dê os dois segredos ao receptor antes de a troca terminar.',
    },
    'accepts-tampered': {
      wrong: 'Um corpo alterado é confirmado: qualquer um escreve o que quiser.',
      mend: 'Confira a assinatura do corpo cru, e recuse com 400 o que não confere. Recusa é um status, não um 200 que diz não.',
    },
    'accepts-any-secret': {
      wrong: 'Uma entrega assinada com um segredo qualquer é confirmada.',
      mend: 'Confira com o segredo do seu endpoint.',
    },
    'accepts-unsigned': {
      wrong: 'Uma entrega sem assinatura é confirmada.',
      mend: 'Recuse o que não tem assinatura: cabeçalho ausente não dispensa a conferência.',
    },
    'compares-a-part': {
      wrong: 'Só uma parte da assinatura é comparada.',
      mend: 'Compare-a inteira, em tempo constante.',
    },
    'accepts-malformed': {
      wrong: 'Algo que nem assinatura é foi confirmado.',
      mend: 'Recuse com 400 o que não confere, também um cabeçalho vazio.',
    },
    'crashes-on-malformed': {
      wrong: 'Uma assinatura malformada termina num erro do receptor.',
      mend: 'Compare os tamanhos antes de timingSafeEqual, que lança quando diferem. Responda 400.',
    },
    'accepts-stale': {
      wrong: 'Uma entrega antiga é confirmada: quem guardou uma pode enviá-la de novo.',
      mend: 'Confira webhook-signature, e recuse um webhook-timestamp a mais de 300 s de agora.',
    },
    'accepts-replayed': {
      wrong: 'webhook-signature não é conferida: um corpo antigo passa com id e hora novos.',
      mend: 'Confira também webhook-signature, que cobre id e hora.',
    },
    'refuses-with-5xx': {
      wrong: 'O que é forjado é recusado com 5xx, como se o receptor tivesse falhado.',
      mend: 'Responda 400, para distinguir das suas próprias falhas.',
    },
    'refuses-with-410': {
      wrong:
        'Uma assinatura que não confere recebe 410: depois de uma troca isso desativa o endpoint na hora.',
      mend: 'Responda 400 ou 401.',
    },
    'accepts-empty': { wrong: 'Um corpo vazio é confirmado.', mend: 'Recuse com 400 o que não é evento.' },
    'crashes-on-empty': {
      wrong: 'Um corpo vazio termina num erro do receptor.',
      mend: 'Tome um corpo ausente como zero bytes; ele não confere, e a resposta é 400.',
    },
    'crashes-on-not-json': {
      wrong: 'Um corpo que não é evento termina num erro do receptor.',
      mend: 'Capture o que JSON.parse lança, e responda 400.',
    },
    'accepts-huge': {
      wrong: '8 MB que ninguém assinou são confirmados.',
      mend: 'Confira a assinatura, e ponha um limite nos corpos.',
    },
    'crashes-on-huge': {
      wrong: 'Um corpo enorme termina num erro do receptor.',
      mend: 'Ponha um limite nos corpos, 1 MB por exemplo, e responda 413.',
    },
    'refuses-under-load': {
      wrong: 'De 50 entregas de uma vez, nem todas são confirmadas.',
      mend: 'Responda primeiro, e faça o trabalho numa fila sua; limites por endereço não combinam com webhooks.',
    },
    'slow-under-load': {
      wrong: 'Com 50 entregas de uma vez a confirmação demora.',
      mend: 'Responda primeiro, e faça o trabalho numa fila sua, não um depois do outro na requisição.',
    },
    'goes-down': {
      wrong: 'A conexão caiu, ou o receptor já não está lá.',
      mend: 'Um erro que ninguém captura encerra o processo. Capture-o na rota, e responda 400 ou 500.',
    },
  },
  severities: { critical: 'crítico', error: 'erro', warning: 'aviso' },
  failures: {
    unreachable: 'ninguém responde',
    tls: 'TLS falhou',
    'no-tls': 'ali não há TLS',
    timeout: 'sem resposta a tempo',
    cut: 'a conexão caiu',
  },
  heading: (url) => `Exame do receptor ${url}`,
  grade: (grade) => `Nota ${grade}`,
  passed: 'ok',
  skipped: 'não perguntado',
  failed: 'errado',
  summary: ({ passed, failed, skipped }) => `${passed} certos, ${failed} errados, ${skipped} não perguntados`,
  labels: { sent: 'enviado', answer: 'voltou', wrong: 'errado', mend: 'como corrigir', docs: 'guia' },
  lines: (framework) => (framework ? `linhas para ${framework}` : 'linhas'),
};
