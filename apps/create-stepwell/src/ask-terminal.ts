import { createInterface } from "node:readline/promises";
import type { Ask } from "./ask-missing.ts";

/** Asks at the terminal, or undefined where there is none. Ctrl-C and the end of the input end the process with 130. */
export function askTerminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    const given = new AbortController();
    lines.once("close", () => {
      if (!given.signal.aborted) process.exit(130);
    });
    const answer = await lines.question(question);
    given.abort();
    lines.close();
    return answer;
  };
}
