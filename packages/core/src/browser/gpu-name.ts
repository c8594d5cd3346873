/** What is used of WebGL, as the standard names it. */
interface CanvasLike {
  getContext(kind: "webgl"): WebGlLike | null;
}

interface WebGlLike {
  readonly RENDERER: number;
  getParameter(name: number): unknown;
  getExtension(name: string): { readonly UNMASKED_RENDERER_WEBGL?: number; loseContext?(): void } | null;
}

const Canvas = (globalThis as { OffscreenCanvas?: new (width: number, height: number) => CanvasLike })
  .OffscreenCanvas;

/** The name of the renderer behind WebGL; undefined where there is none. */
export function readGpuName(): string | undefined {
  if (Canvas === undefined) return undefined;
  const gl = new Canvas(1, 1).getContext("webgl");
  if (gl === null) return undefined;
  const parameter = gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER;
  const name = gl.getParameter(parameter);
  // A browser has room for a few contexts only.
  gl.getExtension("WEBGL_lose_context")?.loseContext?.();
  return typeof name === "string" ? name.slice(0, 200) : undefined;
}
