import type { ReactNode } from "react";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { Icon } from "../shell/icon.tsx";
import type { TreeRow } from "./file-tree.ts";

export interface FileRowProps {
  readonly row: TreeRow;
  readonly now: number;
  /** Of a folder: what it holds is shown. */
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}

/** A file or folder of the tree. */
export function FileRow({ row, now, isOpen, isChosen, onOpen }: FileRowProps): ReactNode {
  const { path, name, depth, kind, size, modifiedAt, files } = row;
  const isFolder = kind === "folder";
  return (
    <tr className={isChosen ? "on" : ""}>
      <td style={{ paddingLeft: 10 + depth * 18 }}>
        <button
          type="button"
          className="file mono"
          title={path}
          {...(isFolder ? { "aria-expanded": isOpen } : { "aria-pressed": isChosen })}
          onClick={onOpen}
        >
          {isFolder ? <Icon name={isOpen ? "down" : "right"} /> : null}
          <Icon name={isFolder ? "folder" : "file"} />
          <span className="ell">{name}</span>
          {isFolder ? <span className="badge">{formatPlural(files, "file")}</span> : null}
        </button>
      </td>
      <td className="num">{formatBytes(size)}</td>
      <td className="num when" title={modifiedAt === undefined ? undefined : formatTimeFull(modifiedAt)}>
        {modifiedAt === undefined ? "\u2013" : formatTime(modifiedAt, now)}
      </td>
    </tr>
  );
}
