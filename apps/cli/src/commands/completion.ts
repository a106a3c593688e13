import { buildCommand, type Command } from '@stricli/core';
import { type Context, print } from '../context.ts';
import { argument, examples } from '../flags.ts';
import type { Say } from '../language.ts';

/** Each shell asks the command itself what may come next, so that nothing here can grow old. */
const scripts = {
  bash: `_atteny() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(atteny --complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _atteny atteny`,
  zsh: `#compdef atteny
_atteny() {
  local -a found
  local word brief
  while IFS=$'\\t' read -r word brief; do found+=("\${word//:/\\\\:}:$brief"); done < <(atteny --complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then _describe atteny found; else _files; fi
}
compdef _atteny atteny`,
  fish: `function __atteny
  set -l words (commandline -opc) (commandline -ct)
  atteny --complete -- $words[2..-1] 2>/dev/null
end
complete -c atteny -a '(__atteny)'`,
} as const;

type Shell = keyof typeof scripts;

export const completionCommand = (say: Say): Command<Context> =>
  buildCommand<object, [Shell], Context>({
    docs: {
      brief: say(
        'Escreve o script que completa comandos no shell',
        'Writes the script that completes commands in a shell',
      ),
      fullDescription: examples(say, say('Para bash, zsh e fish.', 'For bash, zsh and fish.'), [
        'source <(atteny completion bash)',
        'source <(atteny completion zsh)',
        'atteny completion fish > ~/.config/fish/completions/atteny.fish',
      ]),
    },
    parameters: {
      positional: argument({
        parse: (text) => {
          if (text in scripts) return text as Shell;
          throw new Error(say('precisa ser bash, zsh ou fish', 'has to be bash, zsh or fish'));
        },
        proposeCompletions: () => Object.keys(scripts),
        placeholder: 'shell',
        brief: 'bash, zsh, fish',
      }),
    },
    func(_flags, shell) {
      print(this, scripts[shell]);
    },
  });
