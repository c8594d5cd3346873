/** The text of a netrc file with this key for the machine, in place of the one that it had. All else stays as it is. */
export function withNetrcEntry(text: string, machine: string, key: string): string {
  const kept = withoutEntry(text, machine).trimEnd();
  return `${kept === "" ? "" : `${kept}\n`}machine ${machine}\n  login user\n  password ${key}\n`;
}

function withoutEntry(text: string, machine: string): string {
  const lines = text.split("\n");
  const kept: string[] = [];
  let isDropped = false;
  let isMacro = false;
  for (const line of lines) {
    const [first = "", name] = line.trim().split(/\s+/);
    // A macro ends with an empty line; what it holds are no entries.
    if (isMacro && line.trim() === "") isMacro = false;
    else if (!isMacro && (first === "machine" || first === "default" || first === "macdef")) {
      isDropped = first === "machine" && name === machine;
      isMacro = first === "macdef";
    }
    if (!isDropped) kept.push(line);
  }
  return kept.join("\n");
}
