import { useCallback, type ReactNode } from "react";
import { Group } from "three";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { paletteSize } from "../../lib/palette.ts";
import { useFileContent } from "../../lib/use-file-content.ts";
import { chartTheme } from "../charts/chart-theme.ts";
import { loadModel, modelTypes } from "./load-model.ts";
import { sceneContent, type SceneContent } from "./scene-content.ts";
import { sceneObjects } from "./scene-objects.ts";
import { Space } from "./space.tsx";

const mostBytes = 128 * 1_024 * 1_024;

export interface LoggedObjectProps {
  readonly url: string;
  /** Its path says what kind of file it is. */
  readonly path: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
}

/** A logged model, point cloud or scene. */
export function LoggedObject({ url, path, size, label }: LoggedObjectProps): ReactNode {
  const type = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  if (type === "json") return <LoggedScene url={url} size={size} label={label} />;
  if (!modelTypes.has(type))
    return <p className="dim">Files of the type {type.slice(0, 20)} can't be drawn here. Download it.</p>;
  return <LoggedModel url={url} type={type} size={size} label={label} />;
}

function LoggedScene({ url, size, label }: Omit<LoggedObjectProps, "path">): ReactNode {
  const file = useFileContent({
    what: "point cloud",
    url,
    size,
    mostBytes,
    read: (bytes) => sceneContent(new TextDecoder().decode(bytes)),
  });
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (file.state === "loading") return <div className="space-wait" role="status" aria-label="Loading" />;
  return <SceneView content={file.content} label={label} />;
}

/** Points, boxes and arrows in space. */
export function SceneView({
  content,
  label,
}: {
  readonly content: SceneContent;
  readonly label: string;
}): ReactNode {
  const make = useCallback(() => {
    const theme = chartTheme();
    const categories = Array.from({ length: paletteSize }, (_, at) => theme.color(`--run-${at + 1}`));
    const { root, labels, points } = sceneObjects(content, { plain: theme.color("--accent"), categories });
    return content.positions.length === 0 ? { root, labels } : { root, labels, points };
  }, [content]);
  const drawn = content.positions.length / 3;
  if (drawn === 0 && content.boxes.length === 0 && content.vectors.length === 0)
    return <p className="dim">This scene is empty.</p>;
  const points =
    drawn === content.stored
      ? formatPlural(drawn, "point")
      : `${groupDigits(drawn)} of ${groupDigits(content.stored)} points drawn`;
  const boxes = content.boxes.length === 0 ? "" : `, ${formatPlural(content.boxes.length, "box", "boxes")}`;
  return <Space label={label} up="z" make={make} note={points + boxes} />;
}

function LoggedModel({
  url,
  type,
  size,
  label,
}: Omit<LoggedObjectProps, "path"> & { readonly type: string }): ReactNode {
  const file = useFileContent({
    what: "model",
    url,
    size,
    mostBytes,
    read: (bytes) => loadModel(bytes, type),
  });
  const model = file.state === "ready" ? file.content : undefined;
  // What the graphics card was given is given again when the same model is drawn once more.
  const make = useCallback(() => ({ root: model ?? new Group(), labels: [] }), [model]);
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (model === undefined) return <div className="space-wait" role="status" aria-label="Loading" />;
  return <Space label={label} up="y" make={make} note={type.toUpperCase()} />;
}
