import { Fragment, useMemo, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { diffRows, type DiffRow, type DiffSide } from "./diff-rows.ts";

/** Two texts line by line: side by side on a wide window, else one under the other. */
export function DiffView({ left, right }: { readonly left: string; readonly right: string }): ReactNode {
  const isWide = useMediaQuery("(min-width: 1101px)");
  const rows = useMemo(() => diffRows(left, right), [left, right]);
  if (rows === undefined)
    return <p className="cmp-note">The files are too long or too different to be shown line by line.</p>;
  if (rows.length === 0) return <p className="cmp-note">Both are empty.</p>;
  if (rows.every(({ kind }) => kind !== "changed")) return <p className="cmp-note">They are equal.</p>;
  return (
    <div className="scroll-x">
      <table className={isWide ? "cmp-diff is-wide" : "cmp-diff"}>
        {/* The first row may be a fold, which tells nothing of the widths. */}
        <colgroup>
          <col className="diff-number" />
          <col className={isWide ? "" : "diff-number"} />
          <col className={isWide ? "diff-number" : ""} />
          {isWide ? <col /> : null}
        </colgroup>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} row={row} isWide={isWide} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, isWide }: { readonly row: DiffRow; readonly isWide: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (row.kind === "fold") {
    if (isOpen) return row.rows.map((inner, at) => <Row key={at} row={inner} isWide={isWide} />);
    return (
      <tr className="fold">
        <td colSpan={isWide ? 4 : 3}>
          <button type="button" onClick={() => setOpen(true)}>
            {formatPlural(row.count, "equal line")}
          </button>
        </td>
      </tr>
    );
  }
  const { kind, left, right } = row;
  if (isWide)
    return (
      <tr>
        <Number side={left} />
        <Text side={left} mark={kind === "changed" && left !== undefined ? "removed" : ""} />
        <Number side={right} />
        <Text side={right} mark={kind === "changed" && right !== undefined ? "added" : ""} />
      </tr>
    );
  if (kind === "same")
    return (
      <tr>
        <Number side={left} />
        <Number side={right} />
        <Text side={left} mark="" />
      </tr>
    );
  return (
    <Fragment>
      {left === undefined ? null : (
        <tr>
          <Number side={left} />
          <td className="diff-number" />
          <Text side={left} mark="removed" />
        </tr>
      )}
      {right === undefined ? null : (
        <tr>
          <td className="diff-number" />
          <Number side={right} />
          <Text side={right} mark="added" />
        </tr>
      )}
    </Fragment>
  );
}

function Number({ side }: { readonly side: DiffSide | undefined }): ReactNode {
  return <td className="diff-number">{side?.number}</td>;
}

/** The sign before the text says what the colour does. */
function Text({
  side,
  mark,
}: {
  readonly side: DiffSide | undefined;
  readonly mark: "" | "added" | "removed";
}): ReactNode {
  return (
    <td className={side === undefined ? "diff-text none" : `diff-text ${mark}`}>
      {side === undefined ? null : (
        <>
          <span className="sign">{mark === "added" ? "+" : mark === "removed" ? "\u2212" : " "}</span>
          {side.text}
        </>
      )}
    </td>
  );
}
