import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { nodeFileSystem } from "@stepwell/effects/node";

interface ThreadData {
  readonly counter: SharedArrayBuffer;
  readonly folder: string;
}

/** Threads that all make the same folders at the same moments; prints how many of them were refused. */
const THREADS = 4;
const ROUNDS = 300;

if (isMainThread) {
  let refused = 0;
  const data: ThreadData = { counter: new SharedArrayBuffer(4), folder: process.argv[2] ?? "" };
  for (let thread = 0; thread < THREADS; thread++) {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: data });
    worker.on("message", (count: number) => (refused += count));
  }
  process.on("exit", () => process.stdout.write(String(refused)));
} else {
  const { counter, folder } = workerData as ThreadData;
  const arrived = new Int32Array(counter);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    Atomics.add(arrived, 0, 1);
    while (Atomics.load(arrived, 0) < THREADS * (round + 1));
    try {
      nodeFileSystem.makeFolderSync(`${folder}/${round}/run/files`);
    } catch {
      refused += 1;
    }
  }
  parentPort?.postMessage(refused);
}
