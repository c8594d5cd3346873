const MAGIC = [0x93, ...new TextEncoder().encode("NUMPY")];
const VERSION = [1, 0];
const ALIGNMENT = 64;

/** Numbers as numpy stores them: `descr` as `<f4`, and the rows one after another. */
export interface NpyArray {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * A `.npy` file of version 1.0: the magic, a header in Python's words padded to 64 bytes, then the numbers.
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function encodeNpy({ descr, shape, bytes }: NpyArray): Uint8Array {
  const axes = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${axes}, }`;
  const before = MAGIC.length + VERSION.length + 2;
  const length = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const file = new Uint8Array(before + length + bytes.length);
  file.set([...MAGIC, ...VERSION, length & 0xff, length >> 8]);
  file.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), before);
  file.set(bytes, before + length);
  return file;
}
