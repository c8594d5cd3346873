import { completedCommands } from "./completed-words.ts";
import type { Completed, Offer } from "./completed-words.ts";

/** For bash 3.2 and newer, without the package `bash-completion`. */
export function bashScript(): string {
  const commands = completedCommands();
  const names = commands.map(({ name }) => name);
  return `# Completes "stepwell" in bash.
_stepwell() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command=serve
  COMPREPLY=()
  # bash parts words at "=", too.
  [ "$word" = "=" ] && word=""
  [ "$before" = "=" ] && [ "$COMP_CWORD" -gt 2 ] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  case "\${COMP_WORDS[1]}" in
    ${names.join("|")}) [ "$COMP_CWORD" -gt 1 ] && command="\${COMP_WORDS[1]}" ;;
  esac
  case "$command $before" in
${commands.flatMap(valueLines).join("\n")}
  esac
  case "$word" in
    -*)
      case "$command" in
${commands.map(({ name, options }) => `        ${name}) ${words(options.map((option) => `--${option.name}`))} ;;`).join("\n")}
      esac
      return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")}" -- "$word"))
    local IFS=$'\\n'
    COMPREPLY+=($(compgen -d -- "$word"))
    return
  fi
  case "$command" in
${commands.map(({ name, words: [offer] }) => `    ${name}) ${reply(offer)} ;;`).join("\n")}
  esac
}
complete -o filenames -F _stepwell stepwell
`;
}

function valueLines({ name, options }: Completed): string[] {
  return options.flatMap(({ name: option, value }) =>
    value === undefined ? [] : [`    "${name} --${option}") ${reply(value)}; return ;;`],
  );
}

function reply(offer: Offer | undefined): string {
  if (offer?.kind === "words") return words(offer.words);
  if (offer?.kind === "folders") return `local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$word"))`;
  if (offer?.kind === "files") return `local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word"))`;
  return ":";
}

function words(all: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${all.join(" ")}" -- "$word"))`;
}
