let canvas: OffscreenCanvas | undefined;

/** `12, 40 · 255 128 0 · #ff8000` for a pixel of a loaded picture; "" outside of it. */
export function readPixel(
  image: HTMLImageElement,
  { x, y }: { readonly x: number; readonly y: number },
  shape: { readonly width: number; readonly height: number },
): string {
  if (!image.complete || image.naturalWidth === 0) return "";
  if (x < 0 || y < 0 || x >= shape.width || y >= shape.height) return "";
  canvas ??= new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return "";
  const [left, top] = [(x * image.naturalWidth) / shape.width, (y * image.naturalHeight) / shape.height];
  context.clearRect(0, 0, 1, 1);
  context.drawImage(image, Math.floor(left), Math.floor(top), 1, 1, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  return `${x}, ${y} \u00b7 ${red} ${green} ${blue}${alpha < 255 ? ` ${alpha}` : ""} \u00b7 #${hex}`;
}
