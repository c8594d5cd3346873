/** Who keeps the lines of a terminal. */
export interface TerminalOptions<Mark> {
  /** Called when a line is begun; what it returns stands for the line from then on. */
  readonly begin: () => Mark;
  /** Called with every line that changed, at the latest when `write` returns. */
  readonly changed: (line: Mark, text: string) => void;
}

/** A console stream, line by line. */
export interface Terminal {
  /** Takes raw output. An escape sequence may be split over two writes. */
  write(text: string): void;
}

const HEIGHT = 32;
const MAX_COLUMNS = 4096;
const ESCAPE = "\u001b";

interface Line<Mark> {
  readonly mark: Mark;
  readonly characters: string[];
  changed: boolean;
}

/**
 * The small terminal that W&B reads console output with. It understands CR, LF, and the cursor up or down by one
 * (`ESC[A`, `ESC[B`); everything else is text. Only the latest 32 lines are kept, for no older one can change;
 * what goes beyond 4096 characters of a line is dropped.
 */
export function createTerminal<Mark>({ begin, changed }: TerminalOptions<Mark>): Terminal {
  // The begun rows of the screen from its top; the cursor may stand below the last of them.
  const screen: Line<Mark>[] = [];
  let row = 0;
  let column = 0;
  let escape = "";

  function lineAtCursor(): Line<Mark> {
    while (screen.length <= row) screen.push({ mark: begin(), characters: [], changed: true });
    return screen[row] as Line<Mark>;
  }

  function print(character: string): void {
    const line = lineAtCursor();
    if (column >= MAX_COLUMNS) return;
    while (line.characters.length < column) line.characters.push(" ");
    line.characters[column] = character;
    line.changed = true;
    column += 1;
  }

  function lineFeed(): void {
    lineAtCursor();
    column = 0;
    if (row < HEIGHT - 1) row += 1;
    else report(screen.shift());
  }

  function plain(character: string): void {
    if (character === "\n") lineFeed();
    else if (character === "\r") column = 0;
    else if (character === ESCAPE) escape = ESCAPE;
    else print(character);
  }

  function afterEscape(character: string): void {
    const begun = escape;
    escape = "";
    if (begun === ESCAPE && character === "[") {
      escape = `${ESCAPE}[`;
    } else if (begun === `${ESCAPE}[` && character === "A") {
      row = Math.max(0, row - 1);
    } else if (begun === `${ESCAPE}[` && character === "B") {
      row = Math.min(HEIGHT - 1, row + 1);
    } else {
      for (const literal of begun) print(literal);
      plain(character);
    }
  }

  function report(line: Line<Mark> | undefined): void {
    if (line?.changed !== true) return;
    line.changed = false;
    changed(line.mark, line.characters.join(""));
  }

  return {
    write(text) {
      for (const character of text) {
        if (escape === "") plain(character);
        else afterEscape(character);
      }
      for (const line of screen) report(line);
    },
  };
}
