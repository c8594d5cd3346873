import { completedCommands } from "./completed-words.ts";
import type { Completed, Offer } from "./completed-words.ts";

/** For zsh with its own completion system, `compinit`. */
export function zshScript(): string {
  const commands = completedCommands();
  return `#compdef stepwell
# Completes "stepwell" in zsh.
_stepwell() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(":", "\\:")}`)}`).join("\n")}
  )
  local command=serve
  if (( CURRENT > 2 )) && (( \${commands[(I)$words[2]:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then
    _describe -t commands command commands
    _files -/
    return
  fi
  case $command in
${commands.map(caseLines).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_stepwell" ]; then
  _stepwell "$@"
elif (( $+functions[compdef] )); then
  compdef _stepwell stepwell
fi
`;
}

function caseLines({ name, options, words }: Completed): string {
  const optionSpecs = options.map(({ name: option, help, value }) => {
    const text = help.replaceAll(/[[\]:]/g, "\\$&");
    return value === undefined
      ? quoted(`--${option}[${text}]`)
      : quoted(`--${option}=[${text}]:value:${action(value)}`);
  });
  const wordSpecs = words.map((offer, at) => {
    const place = at === words.length - 1 && offer.kind !== "words" ? "*" : String(at + 1);
    return quoted(`${place}:word:${action(offer)}`);
  });
  return `    ${name}) _arguments ${[...optionSpecs, ...wordSpecs].join(" ")} ;;`;
}

function action(offer: Offer): string {
  if (offer.kind === "words") return `(${offer.words.join(" ")})`;
  if (offer.kind === "folders") return "_files -/";
  return offer.kind === "files" ? "_files" : " ";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
