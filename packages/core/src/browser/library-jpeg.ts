import jpeg from "jpeg-js";

export function loadJpegLibrary(): Pick<typeof jpeg, "encode"> {
  return jpeg;
}
