import { decodeArtifact } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Audio } from "./audio.ts";
import { Image } from "./image.ts";
import { MEDIA } from "./media.ts";
import { Table } from "./table.ts";

const PICTURE = "https://host/x/c.png?q=1";

test("a picture and a sound at an address are named in an artifact, which gets no bytes of them", () => {
  const inside = createTestTarget().target.forArtifact();
  const image = new Image(PICTURE, { caption: "far", classes: [{ id: 1, name: "cat" }] });
  expect(image[MEDIA].encode(inside)).toMatchObject({
    _type: "image-file",
    caption: "far",
    // Of the address, as at W&B.
    sha256: "e1c4b7fa67dce0246711e44f2e7d46bd9ad5bbaaed196ed380c33dd9df46c5b7",
    path: "media/images/e1c4b7fa67dce0246711/c.png?q=1",
    format: "png",
  });
  expect(new Audio("s3://bucket/a.wav")[MEDIA].encode(inside)).toMatchObject({
    _type: "audio-file",
    path: expect.stringMatching(/^media\/audio\/[0-9a-f]{20}\/a\.wav$/) as string,
  });
  expect(inside.files.filter((file) => "address" in file)).toMatchObject([
    { address: PICTURE },
    { address: "s3://bucket/a.wav" },
  ]);
});

test("in a table they are cells, and the table's artifact refers to them", () => {
  const { target, files } = createTestTarget();
  const table = new Table({ columns: ["i"], data: [[new Image(PICTURE)]] });
  const json = table[MEDIA].encode(target);
  expect(json).toMatchObject({ _type: "table-file", nrows: 1 });
  const record = files.take().find(({ type }) => type === "artifact");
  const artifact = record?.type === "artifact" ? decodeArtifact(record.encoded) : undefined;
  expect(artifact?.contents.find(({ ref }) => ref !== "")).toMatchObject({
    path: "media/images/e1c4b7fa67dce0246711/c.png?q=1",
    ref: PICTURE,
    digest: PICTURE,
    size: 0,
    localPath: "",
  });
});

test("in a run they are refused, with what to do instead", () => {
  const { target } = createTestTarget();
  for (const media of [new Image(PICTURE), new Audio("gs://b/a.wav")]) {
    expect(() => media[MEDIA].encode(target)).toThrow(
      "is an address, and a run holds files. Fetch it and give its bytes, or log it in a table or an artifact.",
    );
  }
});
