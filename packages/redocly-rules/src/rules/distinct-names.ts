import { isReference, members } from '../place.ts';
import type { Context, Location, Rule } from '../redocly.ts';

/** Kinds of component that generators make a type of, all in one namespace. */
const typed = ['schemas', 'responses', 'parameters', 'requestBodies', 'headers'];
const file = /(?:^|\/)([A-Za-z]+)\/([^/#]+)\.yaml$/;

/** Names of components differ by more than case and punctuation, which is all that a generator keeps of them. */
export const distinctNames: Rule = () => {
  const seen = new Map<string, string>();
  function take(context: Context, section: string, name: string, location: Location) {
    if (!typed.includes(section)) return;
    const here = `${section}/${name}`;
    const folded = name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
    const before = seen.get(folded) ?? here;
    seen.set(folded, before);
    if (before === here) return;
    context.report({
      message: `${here} and ${before} are one name to a generator: rename one of them.`,
      location,
    });
  }
  return {
    Components(node, context) {
      for (const [section, components] of members({ node, location: context.location })) {
        for (const [name, { location }] of members(components)) take(context, section, name, location.key());
      }
    },
    // A file that is referred to becomes a component of the bundle.
    ref(node, context) {
      const [, section, name] = file.exec(isReference(node) ? node.$ref : '') ?? [];
      if (section !== undefined && name !== undefined) take(context, section, name, context.location);
    },
  };
};
