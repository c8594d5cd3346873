import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeArtifact, encodeArtifact } from "./artifact.ts";
import { ProtocolError } from "./protocol-error.ts";

const text = fc.string({ unit: "grapheme" });
const artifact = fc.record({
  runId: text,
  project: text,
  entity: text,
  artifactType: text,
  name: text,
  digest: text,
  description: text,
  metadata: text,
  userCreated: fc.boolean(),
  useAfterCommit: fc.boolean(),
  aliases: fc.array(text),
  tags: fc.array(text),
  distributedId: text,
  baseId: text,
  digestAlgorithm: text,
  manifestFile: text,
  finalize: fc.boolean(),
  clientId: text,
  sequenceClientId: text,
  incremental: fc.boolean(),
  contents: fc.array(
    fc.record({
      path: text,
      digest: text,
      ref: text,
      size: fc.maxSafeNat(),
      localPath: text,
      extra: fc.array(fc.tuple(text, text)),
    }),
  ),
});

test("what is encoded is decoded again", () => {
  fc.assert(
    fc.property(artifact, (given) => {
      expect(decodeArtifact(encodeArtifact(given))).toEqual(given);
    }),
  );
});

test("the manifest stands where the official client looks for it", () => {
  const encoded = encodeArtifact({ ...decodeArtifact(new Uint8Array(0)), runId: "r" });
  const policy = [...new TextEncoder().encode("wandb-storage-policy-v1")];
  expect([...encoded.slice(0, 3)]).toEqual([0x0a, 1, 0x72]);
  // Field 12: version 1, then the policy, then { storageLayout: "V2" }.
  expect([...encoded.slice(3, 9 + policy.length)]).toEqual([0x62, 50, 0x08, 1, 0x12, 23, ...policy]);
});

test("bytes that are no record are refused with a sentence, whatever they are", () => {
  expect(() => decodeArtifact(Uint8Array.of(0x0a, 200))).toThrow(/Failed to read an artifact record/);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodeArtifact(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    }),
  );
});
