/** A `name = value` of an INI file; `line` counts from one. */
interface IniEntry {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** The entries, and the lines that are none. */
export interface IniText {
  readonly entries: readonly IniEntry[];
  readonly badLines: readonly number[];
}

/**
 * Reads INI as Python writes it: `[section]`, `name = value` or `name: value`, comments on lines of their own after
 * `#` or `;`, and indented lines that go on with the value above. Names and sections are without case.
 */
export function parseIni(text: string): IniText {
  const entries: { section: string; name: string; value: string; line: number }[] = [];
  const badLines: number[] = [];
  let section = "";
  let canGoOn = false;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    const last = entries.at(-1);
    if (line === "" || /^[#;]/.test(line)) continue;
    if (canGoOn && /^\s/.test(raw) && last !== undefined) {
      last.value = `${last.value}\n${line}`;
      continue;
    }
    const header = /^\[([^\]]*)\]$/.exec(line);
    const end = header === null ? line.search(/[=:]/) : -1;
    canGoOn = end > 0;
    if (header !== null) section = (header[1] as string).trim().toLowerCase();
    else if (end > 0) {
      const name = line.slice(0, end).trim().toLowerCase();
      entries.push({ section, name, value: line.slice(end + 1).trim(), line: index + 1 });
    } else badLines.push(index + 1);
  }
  return { entries, badLines };
}
