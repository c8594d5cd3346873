import type { JsonObject } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { formatSetting } from "../../lib/format-json.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { jsonLeaves } from "../../lib/json-leaves.ts";

const most = 200;

/** What was said of a version, key by key. */
export function MetadataTable({ metadata }: { readonly metadata: JsonObject }): ReactNode {
  const leaves = jsonLeaves(metadata);
  return (
    <section className="panel" aria-label="Metadata">
      <table className="table">
        <thead>
          <tr>
            <th>metadata</th>
            <th aria-label="Value" />
          </tr>
        </thead>
        <tbody>
          {leaves.slice(0, most).map(([key, value]) => (
            <tr key={key}>
              <td className="dim">{keyText(key)}</td>
              <td className="ell" title={formatSetting(value)}>
                {formatSetting(value)}
              </td>
            </tr>
          ))}
          {leaves.length === 0 ? (
            <tr>
              <td colSpan={2} className="dim">
                It has none.
              </td>
            </tr>
          ) : null}
          {leaves.length > most ? (
            <tr>
              <td colSpan={2} className="dim">
                {formatPlural(leaves.length - most, "more key")}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
