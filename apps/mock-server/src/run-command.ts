import { createMockServer } from "@stepwell/mock";
import { listen } from "@stepwell/mock/node";
import { readArguments } from "./read-arguments.ts";

/** What the command touches. */
export interface CommandWorld {
  print(text: string): void;
  printError(text: string): void;
  /** Resolves when the process is told to end. */
  readonly stopped: Promise<void>;
}

const HELP = `stepwell-mock-server [--port <number>] [--host <loopback address>]

A Stepwell server that keeps everything in memory. It prints its address in one line.`;

/** Serves until told to stop. Returns the exit code: 2 for what the user can put right. */
export async function runCommand(argv: readonly string[], world: CommandWorld): Promise<number> {
  const wanted = readArguments(argv);
  if (wanted.kind === "help") {
    world.print(HELP);
    return 0;
  }
  if (wanted.kind === "refused") {
    world.printError(wanted.message);
    return 2;
  }
  try {
    const server = createMockServer({
      onFault: ({ id, request, error }) =>
        world.printError(`[mock-server] Fault "${id}" while answering ${request}: ${String(error)}`),
    });
    const listening = await listen(server, wanted);
    world.print(`Stepwell mock server at ${listening.url}`);
    await world.stopped;
    await listening.close();
    return 0;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== "string") throw error;
    const reason = code === "EADDRINUSE" ? "another program has it" : `the host says "${code}"`;
    world.printError(
      `[mock-server] Failed to listen on port "${wanted.port}" of "${wanted.host}": ${reason}. Use "--port 0" for any free one.`,
    );
    return 2;
  }
}
