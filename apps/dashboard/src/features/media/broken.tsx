import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { Icon } from "../shell/icon.tsx";

/** A file that can't be shown: its name, and its size where that is known. */
export function Broken({
  path,
  size,
  reason = "",
}: {
  readonly path: string;
  readonly size?: number | undefined;
  /** A sentence. */
  readonly reason?: string;
}): ReactNode {
  const name = path.split("/").at(-1) ?? path;
  return (
    <span className="broken" role="status">
      <Icon name="warn" />
      <span>
        Could not show "{name}"{size === undefined ? "" : `, ${formatBytes(size)}`}.
        {reason === "" ? "" : ` ${reason}`}
      </span>
    </span>
  );
}
