import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

/** A client of the fault suite in a process of its own. */
export interface ClientProcess {
  /** Lets it bring its run to an end; resolves when it has, and all that it said was heard. */
  finish(): Promise<void>;
  kill(): void;
}

/** Starts one; `hear` gets the lines in which it says what was acknowledged. */
export function startClient(options: {
  readonly program: string;
  readonly url: string;
  readonly name: string;
  readonly seed: number;
  readonly hear: (line: string) => void;
}): ClientProcess {
  const { program, url, name, seed, hear } = options;
  const child = spawn(process.execPath, [program, url, name, String(seed)], {
    stdio: ["pipe", "ignore", "inherit", "pipe"],
  });
  const closed = once(child, "close");
  let rest = "";
  const pipe = child.stdio[3] as Readable;
  pipe.setEncoding("utf8");
  pipe.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(hear);
  });
  return {
    async finish() {
      child.stdin?.end();
      const [code] = (await closed) as [number | null];
      if (code !== 0) throw new Error(`Client "${name}" (seed ${seed}) ended with code ${code}.`);
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
