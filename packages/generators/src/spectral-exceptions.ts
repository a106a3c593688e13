/** A rule of Spectral that a document does not keep, on purpose. */
export interface Exception {
  readonly rule: string;
  /** Why. */
  readonly reason: string;
  /** Where it may be broken: paths in the document, as Spectral writes them, joined by `/`. Anywhere else it holds. */
  readonly where: RegExp;
}

const both: readonly Exception[] = [
  {
    rule: 'license-url',
    reason: 'The licence is named by its SPDX identifier, and OpenAPI 3.1 allows one of both.',
    where: /^info\/license$/,
  },
  {
    rule: 'contact-properties',
    reason: 'Whoever needs help writes in the dashboard; there is no address for mail.',
    where: /^info\/contact$/,
  },
  {
    rule: 'openapi-tags-alphabetical',
    reason: 'Tags stand in the order in which one reads them.',
    where: /^tags$/,
  },
  {
    rule: 'oas3-operation-security-defined',
    reason: 'OpenAPI 3.1 lets a bearer scheme name roles; the rule knows scopes of OAuth alone.',
    where: /^paths\/.*\/security\/\d+\/(apiKey|consoleToken)\/\d+$/,
  },
  {
    rule: 'owasp:api8:2023-define-error-validation',
    reason:
      'An operation without query, header and body has nothing to validate; a wrong identifier in a path is 404.',
    where: /^paths\/.*\/responses$/,
  },
  {
    rule: 'owasp:api9:2023-inventory-access',
    reason: 'The only server of each document is its own; who it is for stands in the prose.',
    where: /^servers\/0$/,
  },
  {
    rule: 'owasp:api4:2023-string-restricted',
    reason: 'Sentences, and what others sent, have no form; all of them have a length.',
    where:
      /(properties\/(error|path|message|rule|target|targetName|userAgent|body|requestBody|responseBody)|[hH]eaders\/additionalProperties|schemas\/(ErrorSentence|JournalBody))$/,
  },
];

/** By the name of the document. */
export const exceptions: Readonly<Record<'public' | 'console', readonly Exception[]>> = {
  public: [
    ...both,
    {
      rule: 'owasp:api4:2023-rate-limit',
      reason: 'A request without a valid key belongs to nobody whose limits could be told.',
      where: /\/responses\/401\/headers$/,
    },
  ],
  console: [
    ...both,
    {
      rule: 'owasp:api4:2023-rate-limit',
      reason: 'The console counts no requests; only wrong tokens have a limit.',
      where: /\/responses\/\d+\/headers$/,
    },
    {
      rule: 'owasp:api8:2023-define-cors-origin',
      reason: 'It serves the dashboard, which stands at its own origin: no other page may read it.',
      where: /headers$/,
    },
    {
      rule: 'owasp:api9:2023-inventory-environment',
      reason: 'Its address is relative: it stands beside every server, of whatever environment.',
      where: /^servers\/0\/description$/,
    },
  ],
};
