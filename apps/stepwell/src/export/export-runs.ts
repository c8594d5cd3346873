import { EXIT_CODE_OF, Problem } from "../problem.ts";
import type { World } from "../world.ts";
import { exportFileName, exportPath } from "./export-path.ts";
import { openExportSource } from "./export-source.ts";
import type { ExportSource } from "./export-source.ts";
import { openFileSink } from "./file-sink.ts";
import type { ExportCommand } from "./read-export-arguments.ts";

const REDRAW_MS = 200;

/** Writes a run, or the runs of a project, to a file or to the standard output. Throws `Problem` for what the user can put right. */
export async function exportRuns(command: ExportCommand, world: World): Promise<void> {
  const { project, run, format, json, out } = command;
  const began = world.clock.monotonic();
  const source = await openExportSource(command, world);
  try {
    const body = await ask(source, exportPath(command));
    const name = run === undefined ? project : `${project}/${run}`;
    const file = out === "-" ? undefined : await placeOf(command, world);
    const bytes = await save(body, file, { world, isQuiet: json });
    if (bytes === undefined) return;
    const place = file ?? "the standard output";
    const facts = {
      project,
      ...(run === undefined ? {} : { run }),
      format,
      file: file ?? null,
      bytes,
      from: source.place,
    };
    const seconds = Math.round(world.clock.monotonic() - began) / 1000;
    const tell = file === undefined ? world.printError : world.print;
    if (json) tell(JSON.stringify({ ...facts, seconds }));
    else tell(`Exported ${name} to ${place}: ${sizeText(bytes)}, from ${source.place}.`);
  } finally {
    await source.close();
  }
}

async function ask(source: ExportSource, path: string): Promise<ReadableStream<Uint8Array>> {
  const response = await source.fetch(path);
  if (response.ok) return response.body ?? new Blob().stream();
  const text = (await response.text()).slice(0, 10_000);
  throw new Problem(
    refusalIn(text) ??
      `[stepwell] Failed to export from "${source.place}": it answered "${response.status}", and not as a Stepwell server does. Check the address.`,
  );
}

function refusalIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } };
    return typeof error?.message === "string" && error.message.startsWith("[") ? error.message : undefined;
  } catch {
    return undefined;
  }
}

/** Where the file goes: its own name in the working folder, or in the one that is named, or the name that is given. */
async function placeOf(command: ExportCommand, world: World): Promise<string> {
  const name = exportFileName(command);
  const path = world.resolve(command.out ?? name);
  const isFolder = (await world.fileSystem.stat(path))?.kind === "folder";
  return isFolder ? `${path}/${name}` : path;
}

/** Gives the number of bytes. Without a file they go to the standard output; undefined when its reader had enough. */
async function save(
  body: ReadableStream<Uint8Array>,
  file: string | undefined,
  { world, isQuiet }: { world: World; isQuiet: boolean },
): Promise<number | undefined> {
  const sink = file === undefined ? undefined : openFileSink(world.fileSystem, file);
  const reader = body.getReader();
  const hasLine = world.isTerminal && !isQuiet && sink !== undefined;
  let bytes = 0;
  let drawn = "";
  let nextMs = world.clock.monotonic() + REDRAW_MS;
  const stopped = world.waitForStop().then((signal): never => {
    throw new Problem("[stepwell] Failed to export: it was stopped. Export it again.", {
      exitCode: EXIT_CODE_OF[signal],
    });
  });
  // A signal after the end is nobody's.
  stopped.catch(() => undefined);
  const draw = (text: string): void => {
    world.draw(`\r${text.padEnd(drawn.length)}`);
    drawn = text;
  };
  try {
    for (;;) {
      const read = reader.read().catch((error: unknown) => {
        throw cutOff(bytes, error);
      });
      const { done, value } = await Promise.race([read, stopped]);
      if (done) break;
      if (sink !== undefined) sink.write(value);
      else if (!(await world.write(value))) return undefined;
      bytes += value.length;
      if (!hasLine || world.clock.monotonic() < nextMs) continue;
      nextMs = world.clock.monotonic() + REDRAW_MS;
      draw(`Exporting: ${sizeText(bytes)}`);
    }
    sink?.finish();
    return bytes;
  } catch (error) {
    sink?.abandon();
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
    if (drawn !== "") world.draw(`\r${" ".repeat(drawn.length)}\r`);
  }
}

function cutOff(bytes: number, cause: unknown): Problem {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    message.startsWith("[")
      ? message
      : `[stepwell] Failed to export: the file was cut off after ${sizeText(bytes)} ("${message}"). Export it again.`,
    { cause },
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
