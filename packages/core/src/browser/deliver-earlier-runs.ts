import type { OriginStore, Volume } from "@stepwell/effects/browser";
import { openVolume } from "@stepwell/effects/browser";
import { FileSystemError } from "@stepwell/effects";
import { parentFolder } from "../file/parent-folder.ts";
import { CoreError } from "../core-error.ts";
import { parseJsonBytes } from "../file/json-bytes.ts";
import { createRunSync } from "../sync/run-sync.ts";
import { completeRunFile } from "./complete-run-file.ts";
import { readTail } from "./read-tail.ts";
import type { OpenRequest, StorageHost } from "./run-storage.ts";
import { VOLUME_FACTS, volumeLock } from "./run-storage.ts";

/**
 * Goes through the volumes that nobody uses: completes run files by the tails that pages left, delivers the runs that
 * were meant for the request's server, and removes what is delivered or empty. What fails is left for the next time.
 */
export async function deliverEarlierRuns(
  host: StorageHost,
  store: OriginStore,
  request: OpenRequest,
  signal: AbortSignal,
  tailKept: (volume: string) => void = () => undefined,
): Promise<void> {
  // Without locks it can't be told whether another page writes a volume.
  if (!host.locks.areReal) return;
  const volumes = await store.volumes();
  for (const { volume } of request.tails) if (!volumes.includes(volume)) tailKept(volume);
  for (const name of volumes) {
    if (signal.aborted) return;
    if (name === request.volume) continue;
    const release = await host.locks.take(volumeLock(name));
    if (release === undefined) continue;
    try {
      await deliverVolume(host, store, { request, name, signal, tailKept });
    } catch (error) {
      if (!CoreError.isInstance(error) && !FileSystemError.isInstance(error)) throw error;
    } finally {
      release();
    }
  }
}

async function deliverVolume(
  host: StorageHost,
  store: OriginStore,
  {
    request,
    name,
    signal,
    tailKept,
  }: {
    request: OpenRequest;
    name: string;
    signal: AbortSignal;
    tailKept: (volume: string) => void;
  },
): Promise<void> {
  let volume = await openVolume({ store, name, clock: host.clock });
  let isDone: boolean;
  try {
    const runFile = await findRunFile(volume);
    if (runFile !== undefined) {
      const text = request.tails.find((tail) => tail.volume === name)?.text;
      const tail = text === undefined ? undefined : readTail(text);
      if (tail !== undefined)
        volume = await completeRunFile({ store, name, volume, runFile, tail, clock: host.clock });
      await volume.flush();
      tailKept(name);
    }
    isDone = runFile === undefined || (await deliverRun(host, volume, { runFile, request, signal }));
  } finally {
    volume.close();
  }
  if (isDone) await store.removeVolume(name);
}

async function findRunFile({ fileSystem }: Volume): Promise<string | undefined> {
  const folders = ["/"];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, kind } of await fileSystem.list(folder)) {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      if (kind === "folder") folders.push(path);
      else if (name.endsWith(".wandb")) return path;
    }
  }
  return undefined;
}

/** True when all of the run is at the server. */
async function deliverRun(
  host: StorageHost,
  { fileSystem }: Volume,
  { runFile, request, signal }: { runFile: string; request: OpenRequest; signal: AbortSignal },
): Promise<boolean> {
  if (fileSystem.statSync(`${runFile}.synced`) !== undefined) return true;
  const { server } = request;
  if (server === undefined || server.baseUrl !== (await baseUrlOf(fileSystem))) return false;
  const { clock, random, fetch } = host;
  const sync = createRunSync({
    runFile,
    filesFolder: `${parentFolder(runFile)}/files`,
    ...server,
    world: { clock, random, fetch, fileSystem },
    signal,
    onArtifact: () => undefined,
    onProgress: () => undefined,
  });
  await sync.end();
  if (sync.problems.length > 0) return false;
  await fileSystem.writeFile(`${runFile}.synced`, new Uint8Array());
  return true;
}

async function baseUrlOf(fileSystem: Volume["fileSystem"]): Promise<unknown> {
  try {
    // Torn or of another version: it is nobody's to send.
    const facts = parseJsonBytes(await fileSystem.readFile(VOLUME_FACTS));
    return typeof facts === "object" && facts !== null && "baseUrl" in facts ? facts.baseUrl : undefined;
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
}
