import type { Language } from '../site/languages.ts';

/** What the home page says beside the contract. */
export interface HomeWords {
  title: string;
  stepStart: string;
  stepCall: string;
  stepKey: string;
  quickStart: string;
  reference: string;
  resources: string;
  cards: { title: string; text: string; target: string }[];
}

export const homeWords: Record<Language, HomeWords> = {
  'pt-BR': {
    title: 'Converse com seus clientes a partir do seu código',
    stepStart: 'Suba o mock e o sandbox na sua máquina, sem conta nem cadastro:',
    stepCall: 'Cole a chamada ao lado em outro terminal: a resposta é a do contrato.',
    stepKey: 'Para produção, troque a origem e use uma chave do painel. Nada mais muda.',
    quickStart: 'Início rápido',
    reference: 'Ver a referência',
    resources: 'Recursos',
    cards: [
      {
        title: 'Receber eventos',
        text: 'Confira a assinatura de cada webhook e responda em tempo.',
        target: '/guides/webhooks/',
      },
      {
        title: 'Tratar erros e limites',
        text: 'O que cada código quer dizer e quando repetir.',
        target: '/guides/errors/',
      },
      {
        title: 'Experimentar no navegador',
        text: 'Monte uma requisição e envie ao mock ou ao sandbox.',
        target: '/try/',
      },
    ],
  },
  en: {
    title: 'Talk to your customers from your own code',
    stepStart: 'Start the mock and the sandbox on your machine, without an account:',
    stepCall: 'Paste the call beside this into another terminal: the reply is the contract’s own.',
    stepKey: 'For production, change the origin and use a key from the dashboard. Nothing else changes.',
    quickStart: 'Quick start',
    reference: 'See the reference',
    resources: 'Resources',
    cards: [
      {
        title: 'Receive events',
        text: 'Check the signature of every webhook and answer in time.',
        target: '/guides/webhooks/',
      },
      {
        title: 'Handle errors and limits',
        text: 'What each code means, and when to send again.',
        target: '/guides/errors/',
      },
      {
        title: 'Try it in the browser',
        text: 'Put a request together and send it to the mock or the sandbox.',
        target: '/try/',
      },
    ],
  },
};
