import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";

const NAME = "server.json";

/** Notes in a data folder where the server that has it open is to be reached. Returns what takes the note away. */
export function noteServer(fileSystem: FileSystem, data: string, url: string): () => void {
  const path = `${data}/${NAME}`;
  fileSystem.writeFileSync(path, new TextEncoder().encode(`${JSON.stringify({ url })}\n`));
  return () => {
    try {
      fileSystem.removeSync(path);
    } catch (error) {
      // Somebody removed it, or the whole folder.
      if (!FileSystemError.isInstance(error)) throw error;
    }
  };
}

/** The address that is noted in a data folder; undefined without one. It may be of a server that is gone. */
export async function notedServer(fileSystem: FileSystem, data: string): Promise<string | undefined> {
  try {
    const text = new TextDecoder().decode(await fileSystem.readFile(`${data}/${NAME}`));
    const { url } = JSON.parse(text) as { url?: unknown };
    return typeof url === "string" && /^https?:\/\//.test(url) && URL.canParse(url) ? url : undefined;
  } catch {
    // Neither a file nor its content is owed to us.
    return undefined;
  }
}
