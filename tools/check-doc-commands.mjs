/**
 * Holds the command lines of `blocks` against the table of commands (what `stepwell help --json` prints), the scripts of
 * the root, and the names of the packages. Returns what does not exist, as sentences.
 */
export function checkDocCommands(blocks, { commands, scripts, packages }) {
  const byName = new Map(commands.map((one) => [one.name, one]));
  return blocks
    .filter(({ language }) => ["", "sh", "bash"].includes(language))
    .flatMap((block) =>
      linesOf(block).flatMap(({ place, words }) =>
        wrongIn(words, { byName, scripts, packages }).map((what) => `${place} ${what}`),
      ),
    );
}

/** Command lines without what stands behind them: a comment, or a description two spaces further. */
function linesOf({ file, line, code, language }) {
  return code.split("\n").flatMap((text, index) => {
    const command = text.trim().replace(/(\s+#|\s{2,}).*$/, "");
    const isCommand = language === "" ? /^(npx )?stepwell( |$)/.test(command) : command !== "";
    if (!isCommand) return [];
    return command
      .split(/\s*(?:&&|\||;)\s*/)
      .map((part) => ({ place: `${file}:${line + index}`, words: wordsOf(part) }));
  });
}

function wordsOf(command) {
  const words = command.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  const redirected = words.findIndex((word) => /^[<>]/.test(word));
  return words.slice(0, redirected === -1 ? undefined : redirected);
}

function wrongIn(words, { byName, scripts, packages }) {
  const [first, second, ...rest] = words;
  if (first === "npx" && second === "stepwell") return wrongInStepwell(rest, byName);
  if (first === "stepwell") return wrongInStepwell(words.slice(1), byName);
  if (first !== "npm") return [];
  if (second === "run")
    return rest[0] in scripts ? [] : [`names the script "${rest[0]}", which is not there.`];
  if (second !== "install") return [];
  return rest
    .filter((word) => word.startsWith("@stepwell/") && !packages.includes(word.replace(/@[\d.]+$/, "")))
    .map((word) => `installs "${word}", which is no package of ours.`);
}

function wrongInStepwell(words, byName) {
  const [name] = words;
  // A word that is no command is a folder to serve.
  const command = byName.get(name) ?? byName.get("serve");
  const rest = byName.has(name) ? words.slice(1) : words;
  const known = command.options ?? {};
  const unknown = rest
    .filter((word) => word.startsWith("--") && word !== "--")
    .map((word) => word.slice(2).replace(/=.*$/, ""))
    .filter((option) => !(option in known) && option !== "help" && option !== "version");
  const actions = (command.actions ?? []).map((one) => one.name);
  const action = rest.find((word) => !word.startsWith("-"));
  const isActionKnown = actions.length === 0 || action === undefined || actions.includes(action);
  const isFirst = action !== undefined && rest.indexOf(action) === 0;
  return [
    ...unknown.map(
      (option) => `gives "stepwell ${command.name}" the option "--${option}", which it has not.`,
    ),
    ...(isActionKnown || !isFirst
      ? []
      : [`tells "stepwell ${command.name}" to "${action}", which it can't.`]),
  ];
}
