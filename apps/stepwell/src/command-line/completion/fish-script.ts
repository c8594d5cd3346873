import { completedCommands } from "./completed-words.ts";
import type { Completed, Offer } from "./completed-words.ts";

/** For fish 3 and newer. */
export function fishScript(): string {
  const commands = completedCommands();
  const names = commands.map(({ name }) => name).join(" ");
  const none = `not __fish_seen_subcommand_from ${names}`;
  return [
    '# Completes "stepwell" in fish.',
    "complete -c stepwell -f",
    `complete -c stepwell -n '${none}' -a '(__fish_complete_directories)'`,
    ...commands.map(
      ({ name, summary }) => `complete -c stepwell -n '${none}' -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(lines),
    "",
  ].join("\n");
}

function lines({ name, options, words }: Completed): string[] {
  const where = `complete -c stepwell -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...words
      .slice(0, 1)
      .flatMap((offer) => (offer.kind === "nothing" ? [] : [`${where} -a ${offered(offer)}`])),
    ...options.map(({ name: option, help, value }) => {
      const start = `${where} -l ${option} -d ${quoted(help)}`;
      if (value === undefined) return start;
      return value.kind === "nothing" ? `${start} -x` : `${start} -x -a ${offered(value)}`;
    }),
  ];
}

function offered(offer: Offer): string {
  if (offer.kind === "words") return quoted(offer.words.join(" "));
  return offer.kind === "files" ? "'(__fish_complete_path)'" : "'(__fish_complete_directories)'";
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
