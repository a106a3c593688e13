/** What one image of a Dockerfile is made of, as far as its last stage says it. */
export interface Image {
  /** The image that it stands on, such as `node:24.21.0-bookworm-slim`. */
  readonly base: string;
  /** What comes out of the build stage. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  /** Arguments of the entry point, unless others are given. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** Reads the stage `target` of a Dockerfile. @throws when it has an instruction that is not known here. */
export function imageOf(dockerfile: string, target: string): Image {
  const stage = stagesOf(dockerfile).find(({ name }) => name === target);
  if (stage === undefined) throw new Error(`The Dockerfile has no stage "${target}".`);
  const image = {
    base: stage.base,
    copies: [] as { from: string; to: string }[],
    environment: {} as Record<string, string>,
    user: '',
    entrypoint: [] as string[],
    command: [] as string[],
    healthCheck: [] as string[],
  };
  for (const { verb, rest } of stage.instructions) {
    switch (verb) {
      case 'COPY': {
        const [, from = '', to = ''] = /^--from=build (\S+) (\S+)$/.exec(rest) ?? [];
        if (from === '') throw new Error(`COPY of something else than the build: ${rest}`);
        image.copies.push({ from, to });
        break;
      }
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) {
          image.environment[name] = value;
        }
        break;
      case 'USER':
        image.user = rest;
        break;
      case 'ENTRYPOINT':
        image.entrypoint = JSON.parse(rest) as string[];
        break;
      case 'CMD':
        image.command = JSON.parse(rest) as string[];
        break;
      case 'HEALTHCHECK':
        image.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[];
        break;
      case 'EXPOSE':
      case 'WORKDIR':
        break;
      default:
        throw new Error(`What ${verb} does is not known here.`);
    }
  }
  return image;
}

interface Stage {
  readonly name: string;
  readonly base: string;
  readonly instructions: { readonly verb: string; readonly rest: string }[];
}

function stagesOf(dockerfile: string): Stage[] {
  const stages: Stage[] = [];
  const lines = dockerfile
    .replaceAll(/^#.*$/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines) {
    const [, verb = '', rest = ''] = /^(\w+) +(.+)$/.exec(line) ?? [];
    const [, base = '', name = ''] = verb === 'FROM' ? (/^(\S+) AS (\S+)$/.exec(rest) ?? []) : [];
    if (base !== '') stages.push({ name, base, instructions: [] });
    else stages.at(-1)?.instructions.push({ verb, rest });
  }
  return stages;
}
