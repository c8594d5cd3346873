import { createMockServer, MockError } from "@stepwell/mock";
import type { MockServer } from "@stepwell/mock";
import { listen, openRecording, readRecordingFile } from "@stepwell/mock/node";
import { HELP_TEXT } from "./help-text.ts";
import type { ServeArguments } from "./read-arguments.ts";
import { readArguments } from "./read-arguments.ts";
import { summarize } from "./summarize.ts";

/** What the command touches. */
export interface CommandWorld {
  print(text: string): void;
  printError(text: string): void;
  /** Resolves when the process is told to end. */
  readonly stopped: Promise<void>;
}

/** Serves until told to stop. Returns the exit code: 2 for what the user can put right, 1 for a replay that lacked something. */
export async function runCommand(argv: readonly string[], world: CommandWorld): Promise<number> {
  const wanted = readArguments(argv);
  if (wanted.kind === "help") {
    world.print(HELP_TEXT);
    return 0;
  }
  if (wanted.kind === "refused") {
    world.printError(wanted.message);
    return 2;
  }
  try {
    return await serve(wanted, world);
  } catch (error) {
    const sentence = sentenceOf(error, wanted);
    if (sentence === undefined) throw error;
    world.printError(sentence);
    return 2;
  }
}

async function serve(wanted: ServeArguments, world: CommandWorld): Promise<number> {
  const { port, host, faults, seed, json } = wanted;
  const replay = wanted.replay === undefined ? undefined : readRecordingFile(wanted.replay);
  const recording = wanted.record === undefined ? undefined : openRecording(wanted.record);
  try {
    const mock = createMockServer({
      faults,
      seed,
      ...(replay === undefined ? {} : { replay }),
      ...(recording === undefined ? {} : { record: (line) => recording.record(line) }),
      onServerError: ({ id, request, error }) =>
        world.printError(`[mock-server] Fault "${id}" while answering ${request}: ${String(error)}`),
    });
    const listening = await listen(mock, { port, host });
    const { url } = listening;
    world.print(
      json
        ? JSON.stringify({ event: "listening", url, port: listening.port })
        : `Stepwell mock server at ${url}`,
    );
    await world.stopped;
    const exitCode = await tellEnd(mock, json, world);
    await listening.close();
    return exitCode;
  } finally {
    recording?.close();
  }
}

async function tellEnd(mock: MockServer, json: boolean, world: CommandWorld): Promise<number> {
  const summary = await summarize(mock);
  if (json) world.print(JSON.stringify({ event: "ended", ...summary }));
  else {
    const { requests, faults } = summary;
    world.print(`Answered ${requests === 1 ? "1 request" : `${requests} requests`}.`);
    for (const { fault, seen, met } of faults) world.print(`  ${fault}: met by ${met} of ${seen}`);
    for (const sentence of mock.unrecorded) world.printError(sentence);
  }
  return summary.unrecorded.length === 0 ? 0 : 1;
}

function sentenceOf(error: unknown, { port, host }: ServeArguments): string | undefined {
  if (MockError.isInstance(error)) return error.message;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return undefined;
  const reason = code === "EADDRINUSE" ? "another program has it" : `the host says "${code}"`;
  return `[mock-server] Failed to listen on port "${port}" of "${host}": ${reason}. Use "--port 0" for any free one.`;
}
