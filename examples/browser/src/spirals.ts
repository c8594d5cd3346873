import * as tf from "@tensorflow/tfjs";

/** Points on two spirals that wind around each other, and which one each is on. */
export function spirals(count: number): { xs: tf.Tensor2D; ys: tf.Tensor2D } {
  const sides = Array.from({ length: count }, (_, index) => index % 2);
  const points = sides.map((side, index) => {
    const way = Math.sqrt((index + 1) / count);
    const angle = 2 * Math.PI * way + Math.PI * side;
    return [way * Math.cos(angle), way * Math.sin(angle)];
  });
  return { xs: tf.tensor2d(points), ys: tf.tensor2d(sides, [count, 1]) };
}

/** Colours each pixel of the canvas by what a model says of its place: blue is the first spiral, orange the second. */
export async function draw(model: tf.LayersModel, canvas: HTMLCanvasElement): Promise<void> {
  const { width, height } = canvas;
  const said = tf.tidy(() => {
    const [x, y] = tf.meshgrid(tf.linspace(-1, 1, width), tf.linspace(-1, 1, height)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    return model.predict(tf.stack([x.flatten(), y.flatten()], 1)) as tf.Tensor;
  });
  const picture = new ImageData(width, height);
  for (const [index, second] of (await said.data()).entries()) {
    picture.data.set([40 + 200 * second, 110 + 30 * second, 230 - 190 * second, 255], 4 * index);
  }
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
  said.dispose();
}
