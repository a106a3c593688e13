export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of a page, in order. */
export const blocksOf = (page: string): Block[] =>
  Array.from(page.matchAll(/^```(\w+)\n(.*?)^```$/gms), ([, language = '', text = '']) => ({
    language,
    text,
  }));
