/** The commands of a page under `<!-- tried: name -->`. @throws when there are none of that name. */
export function triedCommands(page: string, name: string): string {
  const [, commands] = new RegExp(`<!-- tried: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  if (commands === undefined) throw new Error(`The page has no commands named "${name}".`);
  return commands;
}
