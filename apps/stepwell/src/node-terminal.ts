import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { World } from "./world.ts";

type TerminalParts = Pick<World, "askSecret" | "readInput" | "loginFiles" | "saveSecret">;

/** The parts of the real world that have to do with secrets: typed, piped and saved. */
export function nodeTerminal(env: NodeJS.ProcessEnv = process.env): TerminalParts {
  const settings = env["STEPWELL_CONFIG_DIR"] || `${homedir()}/.config/stepwell`;
  return {
    askSecret,
    readInput: () => text(process.stdin),
    loginFiles: {
      netrc: env["NETRC"] ? resolve(env["NETRC"]) : `${homedir()}/.netrc`,
      settings: `${resolve(settings)}/settings`,
    },
    saveSecret(path, content) {
      mkdirSync(dirname(path), { recursive: true });
      const draft = `${path}.stepwell-draft`;
      writeFileSync(draft, content, { mode: 0o600 });
      // A draft that was left there had the rights that it was left with.
      chmodSync(draft, 0o600);
      renameSync(draft, path);
    },
  };
}

/** Reads a line from the terminal that is not shown; undefined where there is none, or on Ctrl-C. */
function askSecret(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (stdin.isTTY !== true) return Promise.resolve(undefined);
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.resume();
  return new Promise((resolveWith) => {
    let typed = "";
    const end = (answer: string | undefined): void => {
      stdin.off("data", read);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      resolveWith(answer);
    };
    const read = (chunk: string): void => {
      for (const char of chunk) {
        if (char === "\r" || char === "\n") return end(typed);
        if (char === "\u0003" || char === "\u0004") return end(undefined);
        typed = char === "\u007f" || char === "\b" ? typed.slice(0, -1) : typed + char;
      }
      return undefined;
    };
    stdin.on("data", read);
  });
}
