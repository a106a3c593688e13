import { guideSteps } from '../mending.ts';
import type { Topic } from '../problems.ts';
import type { Language } from '../words/words-of.ts';

/** The headings of the guide of webhooks, as its pages spell their anchors; a test holds them to the guide. */
const anchors: Readonly<Record<Language, readonly string[]>> = {
  'pt-BR': [
    '1-cadastre-o-endpoint',
    '2-confira-a-assinatura',
    '3-responda-logo',
    '4-descarte-repeticoes',
    '5-teste-antes-de-precisar',
    '6-troque-o-segredo-sem-parar',
  ],
  en: [
    '1-register-the-endpoint',
    '2-verify-the-signature',
    '3-answer-soon',
    '4-drop-repetitions',
    '5-test-before-you-need-it',
    '6-rotate-the-secret-without-a-stop',
  ],
};

/** Where the guide speaks of it. */
export function guideAddress(docs: string, topic: Topic, language: Language): string {
  const edition = language === 'en' ? '/en' : '';
  return `${docs}${edition}/guides/webhooks/#${anchors[language][guideSteps[topic] - 1] ?? ''}`;
}
