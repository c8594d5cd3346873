import { spawn } from "node:child_process";
import { once } from "node:events";

/** `stepwell sync` in a process of its own. */
export interface SyncCommand {
  /** SIGKILL, unless it is over. */
  kill(): void;
  /** Its exit code; undefined when it was killed. Rejects with what it said when it could not bring all. */
  readonly ended: Promise<number | undefined>;
}

export function startSync(command: string, words: readonly string[]): SyncCommand {
  const child = spawn(process.execPath, [command, "sync", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listen = (bytes: Buffer): void => void (said += bytes.toString());
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return {
    kill: () => void child.kill("SIGKILL"),
    ended: once(child, "close").then(([code]) => {
      if (code === 0 || code === null) return (code as 0 | null) ?? undefined;
      const bad = said.split("\n").filter((line) => !/^(Delivered .* to \S+\.$|  see it)/.test(line));
      throw new Error(`"stepwell sync" ended with ${String(code)}: ${bad.join("\n").slice(0, 2000)}`);
    }),
  };
}
