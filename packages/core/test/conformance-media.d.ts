import type { TaggedValue } from "@stepwell/conformance";
/** The media object of a tag, as a JavaScript user would make it; undefined for other tags. */
export declare function decodeMedia(tagged: TaggedValue, decode: (value: unknown) => unknown): unknown;
//# sourceMappingURL=conformance-media.d.ts.map
