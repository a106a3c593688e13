import { createHash } from 'node:crypto';

/** Where a person signs in: by the form, or by a link with a code. */
export const signInPath = '/console/sign-in';

export type Language = 'pt-BR' | 'en';

/** Why the form is shown again. */
export type SignInProblem = 'wrong-token' | 'used-link' | 'wait' | 'cross-origin';

const words = {
  'pt-BR': {
    title: 'Entrar no painel',
    lead: 'Use o token do console, ou abra a ligação que o servidor mostra ao iniciar.',
    framed:
      'A sessão terminou, ou a ligação já foi usada. Abra o painel de novo pelo aplicativo que o mostra.',
    token: 'Token do console',
    enter: 'Entrar',
    other: { lang: 'en', name: 'English' },
    'wrong-token': 'Este token não vale. Confira se foi copiado inteiro.',
    'used-link': 'Esta ligação já foi usada, ou passou do prazo. Peça outra, ou entre com o token.',
    wait: 'Muitas tentativas seguidas. Espere {seconds} s e tente de novo.',
    'cross-origin': 'O formulário precisa ser enviado por esta mesma página.',
  },
  en: {
    title: 'Sign in to the dashboard',
    lead: 'Use the console token, or open the link that the server prints when it starts.',
    framed:
      'The session has ended, or the link was used already. Open the dashboard again from the app that shows it.',
    token: 'Console token',
    enter: 'Sign in',
    other: { lang: 'pt-BR', name: 'Português' },
    'wrong-token': 'This token is not valid. Check that you copied all of it.',
    'used-link': 'This link was used already, or has expired. Ask for another, or sign in with the token.',
    wait: 'Too many attempts in a row. Wait {seconds} s and try again.',
    'cross-origin': 'The form has to be sent from this very page.',
  },
} as const;

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;
background:light-dark(#f6f8fa,#0c1116);color:light-dark(#1b2733,#dfe7ee)}
body{min-height:100vh;margin:0;display:grid;place-items:center;padding:16px;box-sizing:border-box}
main{width:min(400px,100%);box-sizing:border-box;padding:32px;border-radius:12px;background:light-dark(#fff,#131a21);
border:1px solid light-dark(#e3e8ee,#243039);box-shadow:0 8px 24px light-dark(#0a16210f,#00000052)}
h1{font-size:22px;line-height:1.25;margin:0 0 8px;color:light-dark(#0a1621,#fff)}
p{margin:0 0 20px;color:light-dark(#55636f,#9aa8b4)}
label{display:block;font-weight:600;font-size:14px;margin-bottom:6px}
input,button{width:100%;box-sizing:border-box;font:inherit;padding:10px 12px;border-radius:8px}
input{border:1px solid light-dark(#7d8b97,#5b6b78);background:light-dark(#fff,#0c1116);color:inherit}
button{margin-top:16px;border:0;background:#0b7268;color:#fff;font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid light-dark(#0b7268,#4fd1c0);outline-offset:2px}
.problem{padding:10px 12px;border-radius:8px;background:light-dark(#fdeceb,#3d1614);color:light-dark(#8f1c14,#ffb4ab)}
a{color:light-dark(#0b6a61,#4fd1c0)}footer{margin-top:20px;font-size:14px}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** What the page may load and where its form may go. */
export const signInPolicy = policyOf("'self'", "'none'");

/** The same of the page that stands in a frame of those who may show the dashboard. */
export const framedPolicy = (frameAncestors: readonly string[]): string =>
  policyOf("'none'", ["'self'", ...frameAncestors].join(' '));

function policyOf(formAction: string, frameAncestors: string): string {
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; base-uri 'none'; frame-ancestors ${frameAncestors}`;
}

export interface SignInPage {
  readonly language: Language;
  /** The view to go to afterwards. */
  readonly next?: string | undefined;
  readonly problem?: SignInProblem | undefined;
  readonly waitSeconds?: number;
}

/** The form that works without scripts. Nothing that was sent is on it. */
export function signInPage({ language, next, problem, waitSeconds = 0 }: SignInPage): string {
  const text = words[language];
  const query = (lang: Language) =>
    `?lang=${lang}${next === undefined ? '' : `&amp;next=${encodeURIComponent(next)}`}`;
  const said = problem && text[problem].replace('{seconds}', String(waitSeconds));
  return document(
    language,
    `<p>${text.lead}</p>
${said ? `<p class="problem" role="alert" id="problem">${said}</p>` : ''}
<form method="post" action="${signInPath}${query(language)}">
<label for="token">${text.token}</label>
<input id="token" name="token" type="password" required maxlength="256" autocomplete="current-password" spellcheck="false"${
      said ? ' aria-describedby="problem" aria-invalid="true"' : ''
    } autofocus>
<button>${text.enter}</button>
</form>
<footer><a href="${query(text.other.lang)}" lang="${text.other.lang}" hreflang="${text.other.lang}">${text.other.name}</a></footer>`,
  );
}

/** In a frame nobody types a token: it says how to go on. */
export function framedPage(language: Language): string {
  return document(language, `<p>${words[language].framed}</p>`);
}

function document(language: Language, content: string): string {
  const { title } = words[language];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Atteny</title><style>${style}</style></head>
<body><main>
<h1>${title}</h1>
${content}
</main></body></html>
`;
}
