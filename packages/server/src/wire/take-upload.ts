import type { AppContext } from "../app-context.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { createMd5 } from "../artifacts/md5.ts";
import { readBytes } from "./read-bytes.ts";
import type { LinkTarget } from "./signed-links.ts";
import { WireError } from "./wire-error.ts";
import type { WireSources } from "./wire-sources.ts";

const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;
const MAX_MANIFEST_BYTES = 128 * 1024 * 1024;

/** What an address allows to put. */
export type UploadTarget = Exclude<LinkTarget, { kind: "blob" | "run-file-read" }>;

/** Stores what was put to a signed address, where the address says. */
export async function takeUpload(
  { ports }: AppContext,
  sources: WireSources,
  content: ArtifactContent,
  target: UploadTarget,
  request: Request,
): Promise<void> {
  if (target.kind === "run-file") {
    const bytes = await readBytes(request, MAX_UPLOAD_BYTES);
    const address = await ports.blobs.put(bytes);
    await sources.with(target, target.caller, async (account) => {
      account.uploads = { ...account.uploads, [target.path]: { address, size: bytes.length } };
      await sources.store(account);
    });
    return;
  }
  const md5 = createMd5();
  const limit = target.kind === "manifest" ? MAX_MANIFEST_BYTES : MAX_UPLOAD_BYTES;
  const bytes = await readBytes(request, limit, md5.update);
  const found = md5.hex();
  if (target.md5 !== undefined && found !== target.md5) {
    throw new WireError(
      400,
      `[server] Failed to take the file: its MD5 is "${found}", and "${target.md5}" was announced. Send the file that was announced.`,
    );
  }
  if (target.kind === "content") await content.putFile(bytes, target.md5);
  else await content.putManifest(bytes, target);
}
