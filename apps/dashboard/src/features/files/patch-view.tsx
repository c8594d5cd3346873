import { useEffect, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { Icon } from "../shell/icon.tsx";
import type { PatchFile } from "./read-patch.ts";
import "./patch-view.css";

/** Lines of one file that are shown before somebody asks for more. */
const firstLines = 400;

/** A patch by file: lines taken away and added, with numbers; each file folds. */
export function PatchView({ text }: { readonly text: string }): ReactNode {
  const [files, setFiles] = useState<readonly PatchFile[]>();
  useEffect(() => {
    let isGone = false;
    void import("./read-patch.ts").then(
      ({ readPatch }) => isGone || setFiles(readPatch(text)),
      () => isGone || setFiles([]),
    );
    return () => {
      isGone = true;
    };
  }, [text]);
  if (files === undefined) return null;
  if (files.length === 0) return <pre className="text-file">{text}</pre>;
  return files.map((file, at) => <File key={at} file={file} isOpen={at < 8} />);
}

function File({ file, isOpen }: { readonly file: PatchFile; readonly isOpen: boolean }): ReactNode {
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState(isOpen);
  const { name, lines, added, removed, isBinary } = file;
  const shown = all ? lines : lines.slice(0, firstLines);
  return (
    <section className="patch" aria-label={name}>
      <h4>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? "down" : "right"} />
          <span className="mono ell">{name}</span>
          <span className="added">+{added}</span>
          <span className="removed">
            {"\u2212"}
            {removed}
          </span>
        </button>
      </h4>
      {!open ? null : isBinary ? (
        <p className="dim">Not a text file.</p>
      ) : (
        <div className="patch-lines" tabIndex={0} role="region" aria-label={`Changes of ${name}`}>
          <table>
            <tbody>
              {shown.map((line, at) => (
                <tr key={at} className={line.kind}>
                  <td className="pn" data-no={line.before ?? ""} />
                  <td className="pn" data-no={line.after ?? ""} />
                  <td className="ps" aria-label={words[line.kind]}>
                    {signs[line.kind]}
                  </td>
                  <td className="pt">{line.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && shown.length < lines.length ? (
        <button type="button" className="btn small" onClick={() => setAll(true)}>
          Show {formatPlural(lines.length - shown.length, "more line")}
        </button>
      ) : null}
    </section>
  );
}

const signs = { same: " ", added: "+", removed: "\u2212", place: "" } as const;
const words = { same: undefined, added: "added", removed: "removed", place: undefined } as const;
