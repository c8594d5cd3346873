import { Audio } from "../src/media/audio.js";
import { Html } from "../src/media/html.js";
import { Image } from "../src/media/image.js";
import { Molecule } from "../src/media/molecule.js";
import { Object3D } from "../src/media/object-3d.js";
import { Table } from "../src/media/table.js";
import { Video } from "../src/media/video.js";
/** The media object of a tag, as a JavaScript user would make it; undefined for other tags. */
export function decodeMedia(tagged, decode) {
  const { $: tag, ...given } = tagged;
  switch (tag) {
    case "image":
      return decodeImage(given, decode);
    case "html":
      return new Html(given["data"], given);
    case "audio":
      return new Audio(Float32Array.from(given["samples"]), given);
    case "video":
      return new Video(
        Uint8Array.from(atob(String(given["base64"])), (char) => char.charCodeAt(0)),
        given,
      );
    case "molecule":
      return new Molecule(given["text"], given);
    case "object3d":
      return new Object3D(decode(given["data"]));
    case "table":
      return new Table(decode(given));
    default:
      return undefined;
  }
}
function decodeImage(given, decode) {
  const { pixels, boxes, ...options } = given;
  const { shape, data } = pixels;
  return new Image(Uint8Array.from(data), {
    ...options,
    shape,
    ...(boxes === undefined ? {} : { boxes: decodeBoxes(decode(boxes)) }),
  });
}
function decodeBoxes(layers) {
  return Object.fromEntries(
    Object.entries(layers).map(([name, { box_data, class_labels }]) => [
      name,
      { boxes: box_data.map(decodeBox), classLabels: class_labels },
    ]),
  );
}
function decodeBox({ class_id, box_caption, ...rest }) {
  return { ...rest, classId: class_id, caption: box_caption };
}
//# sourceMappingURL=conformance-media.js.map
