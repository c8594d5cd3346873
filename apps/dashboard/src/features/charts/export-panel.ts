import { saveFile } from "../../lib/save-file.ts";
import type { ChartModel, Picture } from "./build-picture.ts";
import { chartTheme } from "./chart-theme.ts";
import { linesCsv } from "./export-csv.ts";
import { exportHeight, paintExport } from "./paint-export.ts";
import { createSvgPen } from "./svg-pen.ts";

export interface ExportPanelOptions {
  readonly title: string;
  readonly format: "csv" | "png" | "svg";
  readonly picture: Picture;
  readonly model: ChartModel;
}

const width = 960;
const pixelsPerUnit = 2;

/** Saves a panel as a file: its entries, or its picture with a legend. */
export async function exportPanel(options: ExportPanelOptions): Promise<void> {
  const { title, format } = options;
  saveFile(format === "png" ? await pngOf(options) : new Blob([textOf(options)], { type: types[format] }), {
    title,
    ending: format,
  });
}

const types = { csv: "text/csv;charset=utf-8", svg: "image/svg+xml" } as const;

function textOf({ title, format, picture, model }: ExportPanelOptions): string {
  if (format === "csv") return linesCsv(picture.lines, model.xScale);
  const measuring = newCanvas(1, 1);
  const pen = createSvgPen((text, font) => {
    measuring.font = font;
    return measuring.measureText(text).width;
  });
  const theme = chartTheme();
  paintExport(pen.context, { title, picture, model, theme, width, newPath: pen.newPath });
  return pen.svg(width, exportHeight(picture, width), theme.color("--surface"));
}

async function pngOf({ title, picture, model }: ExportPanelOptions): Promise<Blob> {
  const height = exportHeight(picture, width);
  const context = newCanvas(width * pixelsPerUnit, height * pixelsPerUnit);
  const theme = chartTheme();
  context.scale(pixelsPerUnit, pixelsPerUnit);
  context.fillStyle = theme.color("--surface");
  context.fillRect(0, 0, width, height);
  // The paths on screen are for another size and stay as they are.
  paintExport(context, { title, picture, model, theme, width, newPath: () => new Path2D() });
  return new Promise((resolve, reject) => {
    context.canvas.toBlob((blob) =>
      blob === null ? reject(new Error("the picture is too large")) : resolve(blob),
    );
  });
}

function newCanvas(across: number, down: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [across, down];
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("the browser has no canvas left");
  return context;
}
