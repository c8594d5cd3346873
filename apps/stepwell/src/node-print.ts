import { outputStyle } from "./command-line/output-style.ts";
import type { World } from "./world.ts";

/** Prints to this process's streams. Apart from the rest of the real world, since help needs no more. */
export function nodePrint(): Pick<World, "print" | "printError" | "output"> {
  return {
    output: outputStyle(process.stdout, process.env),
    print: (text) => void process.stdout.write(`${text}\n`),
    printError: (text) => void process.stderr.write(`${text}\n`),
  };
}
