import type { Hash } from "@stepwell/effects";
import type { AppContext } from "../app-context.ts";
import type { AppPorts } from "../app-ports.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { createMd5, md5Base64 } from "../artifacts/md5.ts";
import { uploadGateOf } from "../files/upload-gate.ts";
import { bodyParts, readBytes } from "./read-bytes.ts";
import type { LinkTarget } from "./signed-links.ts";
import { WireError } from "./wire-error.ts";
import type { WireSources } from "./wire-sources.ts";

const MAX_UPLOAD_BYTES = 64 * 1024 ** 3;
const MAX_MANIFEST_BYTES = 128 * 1024 * 1024;

/** What an address allows to put. */
export type UploadTarget = Exclude<LinkTarget, { kind: "blob" | "run-file-read" }>;

/** Stores what was put to a signed address, where the address says. Returns headers of the reply. */
export async function takeUpload(
  { ports }: AppContext,
  sources: WireSources,
  content: ArtifactContent,
  target: UploadTarget,
  request: Request,
): Promise<Record<string, string>> {
  return uploadGateOf(ports.blobs).storing(async () => {
    if (target.kind === "run-file") {
      const md5 = ports.hashes?.md5() ?? createMd5();
      const stored = await ports.blobs.putParts(noted(bodyParts(request, MAX_UPLOAD_BYTES), md5));
      const file = { ...stored, md5: md5Base64(md5.hex()) };
      await sources.with(target, target.caller, async (account) => {
        account.uploads = { ...account.uploads, [target.path]: file };
        await sources.store(account);
        const run = await ports.runs.run(account.run);
        const hidden = run?.edits.hiddenFiles ?? [];
        if (!hidden.includes(target.path)) return;
        // A file that was deleted is there again.
        const hiddenFiles = hidden.filter((path) => path !== target.path);
        await ports.runs.update(account.run, { edits: { hiddenFiles } });
      });
      return {};
    }
    if (target.kind === "content") {
      const parts = checked(bodyParts(request, MAX_UPLOAD_BYTES), target.md5, ports.hashes);
      await content.putFile(parts, target.md5);
      // Clients that send a file in parts name each by this when they are done.
      return { etag: `"${target.md5}"` };
    }
    const md5 = ports.hashes?.md5() ?? createMd5();
    const bytes = await readBytes(request, MAX_MANIFEST_BYTES, md5.update);
    const found = md5.hex();
    if (target.md5 !== undefined && found !== target.md5) throw otherContent(found, target.md5);
    await content.putManifest(bytes, target);
    return {};
  });
}

/** The parts, with an error behind the last one when they are not what was announced. */
export async function* checked(
  parts: AsyncIterable<Uint8Array>,
  announced: string,
  hashes: AppPorts["hashes"],
): AsyncGenerator<Uint8Array> {
  const md5 = hashes?.md5() ?? createMd5();
  yield* noted(parts, md5);
  const found = md5.hex();
  if (found !== announced) throw otherContent(found, announced);
}

async function* noted(parts: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

function otherContent(found: string, announced: string): WireError {
  return new WireError(
    400,
    `[server] Failed to take the file: its MD5 is "${found}", and "${announced}" was announced. Send the file that was announced.`,
  );
}
