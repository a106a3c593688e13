import type { Rule } from '../redocly.ts';

/** `names`: the extensions that somebody reads. */
export interface KnownExtensionsOptions {
  readonly names: readonly string[];
}

/** An extension has a name that somebody reads: a misspelt one would be ignored by everybody, in silence. */
export const knownExtensions: Rule<KnownExtensionsOptions> = ({ names }) => ({
  SpecExtension(_, context) {
    if (names.includes(String(context.key))) return;
    context.report({
      message: `Nothing reads the extension ${context.key}: correct its name, or add it to names in redocly.yaml.`,
      location: context.location.key(),
    });
  },
});
