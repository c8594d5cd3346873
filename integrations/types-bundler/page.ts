import { createClient } from "@stepwell/client";
import { Image, init, type Run } from "@stepwell/core";
import { track } from "@stepwell/onnx";
import { stepwellCallback } from "@stepwell/tfjs";
import { watch } from "@stepwell/watch";

// What a page may write: a picture of what is on screen.
export async function main(canvas: HTMLCanvasElement): Promise<Run> {
  const run = await init({ project: "types", baseUrl: location.origin });
  run.log({ loss: 0.5, picture: new Image(canvas) });
  // @ts-expect-error A row is an object.
  run.log(0.5);
  await createClient({ baseUrl: "" }).run("types", run.id);
  return run;
}
export const doors = [track, stepwellCallback, watch] as const;
