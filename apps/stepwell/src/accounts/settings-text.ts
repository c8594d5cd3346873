const SECTION = "[default]";

/** The text of a settings file with this value, in place of the one that it had. All else stays as it is. */
export function withSetting(text: string, name: string, value: string): string {
  const line = `${name} = ${value}`;
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const start = lines.findIndex((one) => one.trim() === SECTION);
  if (start === -1) return [...lines, SECTION, line, ""].join("\n");
  const length = lines.slice(start + 1).findIndex((one) => one.trim().startsWith("["));
  const end = length === -1 ? lines.length : start + 1 + length;
  const inside = lines
    .slice(start + 1, end)
    .filter((one) => one.split(/[=:]/)[0]?.trim().toLowerCase() !== name);
  return [...lines.slice(0, start + 1), line, ...inside, ...lines.slice(end), ""].join("\n");
}
