/** A profile of ONNX Runtime, in Chrome's trace format. */
export interface ProfileFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
}
