/** A pen that writes SVG with the calls of a canvas that charts make, and its paths. */
export interface SvgPen {
  readonly context: CanvasRenderingContext2D;
  readonly newPath: () => Path2D;
  /** The whole picture; `background` is its colour. */
  svg(width: number, height: number, background: string): string;
}

/** Measures text, which only a canvas can. */
export type MeasureText = (text: string, font: string) => number;

interface SvgPath {
  d: string;
}

/** Creates a pen. It knows the part of a canvas that the drawing of charts uses, and nothing else. */
export function createSvgPen(measure: MeasureText): SvgPen {
  const out: string[] = [];
  let clips = 0;
  let open = 0;
  const opened: number[] = [];
  let path = createPath();
  const state = {
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    globalAlpha: 1,
    font: "10px sans-serif",
    textAlign: "left",
    textBaseline: "alphabetic",
    lineJoin: "round",
    lineCap: "butt",
  };
  let dash: readonly number[] = [];

  const stroke = (d: string): void => {
    if (d === "") return;
    const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.map(short).join(" ")}"`;
    out.push(
      `<path d="${d}" fill="none" stroke="${escape(state.strokeStyle)}" stroke-width="${short(state.lineWidth)}" stroke-linejoin="round"${dashes}${alpha()}/>`,
    );
  };
  const fill = (d: string): void => {
    if (d !== "") out.push(`<path d="${d}" fill="${escape(state.fillStyle)}"${alpha()}/>`);
  };
  const alpha = (): string => (state.globalAlpha === 1 ? "" : ` opacity="${short(state.globalAlpha)}"`);
  const write = (text: string, x: number, y: number, paint: string): void => {
    const [, weight = "", size = "10", family = ""] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(state.font) ?? [];
    const anchor = state.textAlign === "right" ? "end" : state.textAlign === "center" ? "middle" : "start";
    const shift = state.textBaseline === "top" ? 0.8 : state.textBaseline === "middle" ? 0.35 : 0;
    out.push(
      `<text x="${short(x)}" y="${short(y + Number(size) * shift)}" font-family="${escape(family)}" font-size="${size}"${weight === "" ? "" : ` font-weight="${weight}"`} text-anchor="${anchor}" ${paint}${alpha()}>${escape(text)}</text>`,
    );
  };

  const pen = Object.assign(state, {
    save: () => void opened.push(open),
    restore: () => {
      const before = opened.pop() ?? 0;
      for (; open > before; open--) out.push("</g>");
      state.globalAlpha = 1;
      dash = [];
    },
    beginPath: () => void (path = createPath()),
    moveTo: (x: number, y: number) => path.moveTo(x, y),
    lineTo: (x: number, y: number) => path.lineTo(x, y),
    arc: (x: number, y: number, radius: number) => path.arc(x, y, radius),
    rect: (x: number, y: number, width: number, height: number) =>
      void (path.d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`),
    clip: () => {
      clips += 1;
      open += 1;
      out.push(`<clipPath id="c${clips}"><path d="${path.d}"/></clipPath><g clip-path="url(#c${clips})">`);
    },
    stroke: (own?: SvgPath) => stroke((own ?? path).d),
    fill: (own?: SvgPath) => fill((own ?? path).d),
    fillRect: (x: number, y: number, width: number, height: number) =>
      fill(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`),
    setLineDash: (next: readonly number[]) => void (dash = next),
    measureText: (text: string) => ({ width: measure(text, state.font) }),
    fillText: (text: string, x: number, y: number) => write(text, x, y, `fill="${escape(state.fillStyle)}"`),
    strokeText: (text: string, x: number, y: number) =>
      write(
        text,
        x,
        y,
        `fill="none" stroke="${escape(state.strokeStyle)}" stroke-width="${short(state.lineWidth)}"`,
      ),
  });
  return {
    // The drawing of charts calls nothing that is not above; a canvas has much more.
    context: pen as unknown as CanvasRenderingContext2D,
    newPath: () => createPath() as unknown as Path2D,
    svg: (width, height, background) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${escape(background)}"/>${out.join("")}${"</g>".repeat(open)}</svg>\n`,
  };
}

function createPath(): SvgPath & {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number): void;
} {
  return {
    d: "",
    moveTo(x, y) {
      this.d += `M${short(x)} ${short(y)}`;
    },
    lineTo(x, y) {
      this.d += `L${short(x)} ${short(y)}`;
    },
    arc(x, y, radius) {
      const [r, across] = [short(radius), short(radius * 2)];
      this.d += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 ${short(-radius * 2)} 0`;
    },
  };
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : "0";
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
