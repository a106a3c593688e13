import { child, isRecord, key, type DocumentFiles, type Location } from './files.ts';

/** Keywords below which names stand, and no keywords. */
const nameMaps = new Set(
  'properties patternProperties $defs definitions dependentSchemas responses headers content paths webhooks callbacks schemas parameters requestBodies examples securitySchemes links pathItems encoding variables scopes'.split(
    ' ',
  ),
);
/** Keywords below which plain values stand. */
const literals = new Set(['enum', 'const', 'default', 'example', 'value', 'mapping', 'dependentRequired']);

/**
 * Reads every file that the document reaches, whoever uses it.
 * @throws GateError for a file that does not parse, and for a `$ref` to nothing, to the outside, or back to itself.
 */
export function checkReferences(files: DocumentFiles): void {
  const root = { file: files.root, pointer: '#' };
  const seen = new Set<string>();
  // References are followed in turn, not one within the other: a document may be one long chain of them.
  const waiting: Location[] = [root];
  const walk = (at: Location, value: unknown, names: boolean): void => {
    if (Array.isArray(value)) return value.forEach((each, index) => walk(child(at, index), each, false));
    if (!isRecord(value)) return;
    const ref = value['$ref'];
    if (!names && typeof ref === 'string') visit(at, ref);
    for (const [name, each] of Object.entries(value)) {
      if (typeof each !== 'object' || each === null) continue;
      if (
        !names &&
        (literals.has(name) || name.startsWith('x-') || (name === 'examples' && Array.isArray(each)))
      ) {
        continue;
      }
      walk(child(at, name), each, !names && nameMaps.has(name));
    }
  };
  const visit = (at: Location, ref: string): void => {
    const here = child(at, '$ref');
    if (/^[a-z][a-z0-9+.-]*:/i.test(ref)) {
      throw files.complaint(here, `«${ref}» leads out of the files at hand`);
    }
    const target = files.target(at, ref);
    if (!target) throw files.complaint(here, `«${ref}» leads to nothing`);
    if (leadsBack(files, at)) throw files.complaint(here, `«${ref}» leads back to itself`);
    if (seen.has(key(target))) return;
    seen.add(key(target));
    waiting.push(target);
  };
  for (const at of waiting) walk(at, files.at(at), false);
}

function leadsBack(files: DocumentFiles, from: Location): boolean {
  const seen = new Set<string>();
  for (let here: Location | undefined = from; here;) {
    if (seen.has(key(here))) return true;
    seen.add(key(here));
    const ref: unknown = files.record(here)['$ref'];
    here = typeof ref === 'string' ? files.target(here, ref) : undefined;
  }
  return false;
}
