import { ConfigurationError } from './errors/configuration-error.ts';

/** What would leave the segment it stands in, is no segment at all, or cannot be written in one. */
// oxlint-disable-next-line no-control-regex
const CLIMBS = /^\.{0,2}$|[/\\%\u0000-\u001f\p{Cs}]/u;

/**
 * A path template with its parameters in place, each one segment.
 * Errors: {@link ConfigurationError} for one that is missing, empty, or would climb out of the path.
 */
export function fillPath(template: string, parameters: Record<string, unknown> = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if ((typeof value !== 'string' && typeof value !== 'number') || CLIMBS.test(String(value))) {
      throw new ConfigurationError(
        `params.path.${name}`,
        `não serve como parte do caminho ${template}: precisa ser um identificador, sem "/", "\\", "%" nem "..".`,
      );
    }
    return encodeURIComponent(value);
  });
}
