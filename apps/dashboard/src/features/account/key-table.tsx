import type { KeyInfo } from "@stepwell/client";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { useNow } from "../../lib/use-now.ts";
import { ConfirmButton } from "./confirm-button.tsx";

interface KeyTableProps {
  readonly keys: readonly KeyInfo[];
  readonly isBusy: boolean;
  readonly onRevoke: (id: string) => void;
}

/** Keys, the oldest first, without the keys themselves. */
export function KeyTable({ keys, isBusy, onRevoke }: KeyTableProps): ReactNode {
  const now = useNow(30_000);
  return (
    <div className="panel scroll-x">
      <table className="table stacked" data-testid="keys">
        <thead>
          <tr>
            <th>name</th>
            <th>begins with</th>
            <th className="num">created</th>
            <th className="num">last used</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {keys.map(({ id, label, created, used, current }) => (
            <tr key={id}>
              <td className="strong" title={label}>
                {label === "" ? "–" : formatName(label, 32)}
                {current ? <span className="tag">in use here</span> : null}
              </td>
              <td className="mono" data-head="begins with">
                stepwell-{id}
              </td>
              <td className="num dim" data-head="created" title={formatTimeFull(created)}>
                {formatTime(created, now)}
              </td>
              <td className="num dim" data-head="last used" title={used === null ? "" : formatTimeFull(used)}>
                {used === null ? "never" : formatTime(used, now)}
              </td>
              <td className="num">
                <ConfirmButton label="Revoke" isDisabled={isBusy} onConfirm={() => onRevoke(id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
