import type { LogRecord } from "@stepwell/protocol";
import type { Settings } from "../settings/resolve-settings.ts";

/**
 * Logs the folder that was named as `codeDir` as an artifact, where code may be saved, and names it in the config as
 * `_wandb.code_path`. A folder that can't be read leaves the run without.
 */
export function saveCodeFolder(options: {
  settings: Pick<Settings, "saveCode" | "codeFolder">;
  logCode: (folder: string) => Promise<{ readonly name: string } | undefined>;
  write: (records: readonly LogRecord[]) => void;
}): void {
  const { settings, logCode, write } = options;
  const { saveCode, codeFolder } = settings;
  if (!saveCode || codeFolder === undefined) return;
  logCode(codeFolder).then(
    (artifact) => {
      if (artifact === undefined) return;
      write([
        { type: "config", update: [{ path: ["_wandb", "code_path"], value: artifact.name }], remove: [] },
      ]);
    },
    // `init` is long over, and the code is not what the run is for.
    () => undefined,
  );
}
