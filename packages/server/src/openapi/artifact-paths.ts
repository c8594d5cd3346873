import { z } from "zod";
import {
  artifactFilesQuerySchema,
  collectionEditsSchema,
  collectionsQuerySchema,
  runArtifactsQuerySchema,
  typesQuerySchema,
  versionEditsSchema,
  versionsQuerySchema,
} from "../api/artifact-schemas.ts";
import type { ApiRoute } from "./api-route.ts";
import { artifactFile, collectionView, usedVersion, versionView } from "./reply-schemas.ts";

const ONE = "/artifacts/{project}/{name}";
const VERSION = `${ONE}/versions/{version}`;
const next = z.int().nullable();

/** Artifacts. A `version` is an alias, such as `latest` or `v3`. */
export const ARTIFACT_PATHS: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/artifact-types",
    id: "listArtifactTypes",
    summary: "Lists the types of a project's artifacts.",
    tag: "artifacts",
    query: typesQuerySchema,
    reply: z.strictObject({ types: z.array(z.strictObject({ name: z.string(), createdAt: z.number() })) }),
  },
  {
    method: "get",
    path: "/artifacts/{project}",
    id: "listArtifacts",
    summary:
      "Lists the artifacts of a project, each with all of its versions one. `next` is `after` of the next page.",
    tag: "artifacts",
    query: collectionsQuerySchema,
    reply: z.strictObject({ collections: z.array(collectionView), next }),
  },
  {
    method: "get",
    path: ONE,
    id: "readArtifact",
    summary: "Reads what is said of an artifact as a whole.",
    tag: "artifacts",
    reply: collectionView,
    refusals: [404],
  },
  {
    method: "patch",
    path: ONE,
    id: "editArtifact",
    summary: "Renames or describes an artifact, or changes its type or tags.",
    tag: "artifacts",
    body: collectionEditsSchema,
    reply: collectionView,
    refusals: [404, 409],
  },
  {
    method: "delete",
    path: ONE,
    id: "deleteArtifact",
    summary: "Deletes an artifact with all of its versions.",
    tag: "artifacts",
    status: 204,
    refusals: [404],
  },
  {
    method: "get",
    path: `${ONE}/versions`,
    id: "listArtifactVersions",
    summary: "Lists the versions, oldest first. `next` is `after` of the next page.",
    tag: "artifacts",
    query: versionsQuerySchema,
    reply: z.strictObject({ versions: z.array(versionView), next }),
    refusals: [404],
  },
  {
    method: "get",
    path: VERSION,
    id: "readArtifactVersion",
    summary: "Reads a version, with the runs that used it.",
    tag: "artifacts",
    reply: usedVersion,
    refusals: [404],
  },
  {
    method: "patch",
    path: VERSION,
    id: "editArtifactVersion",
    summary:
      "Changes the description, metadata, tags or aliases of a version. Whichever version had one of the aliases loses it.",
    tag: "artifacts",
    body: versionEditsSchema,
    reply: versionView,
    refusals: [404],
  },
  {
    method: "delete",
    path: VERSION,
    id: "deleteArtifactVersion",
    summary: "Deletes a version; of a portfolio, only the link to it.",
    tag: "artifacts",
    status: 204,
    refusals: [404],
  },
  {
    method: "get",
    path: `${VERSION}/files`,
    id: "listArtifactFiles",
    summary: "Lists the files of a version by path. `next` is `after` of the next page.",
    tag: "artifacts",
    query: artifactFilesQuerySchema,
    reply: z.strictObject({ files: z.array(artifactFile), total: z.int(), next: z.string().nullable() }),
    refusals: [404],
  },
  {
    method: "get",
    path: `${VERSION}/files/{path}`,
    id: "readArtifactFile",
    summary: "Sends a file of a version. `path` may hold slashes.",
    tag: "artifacts",
    reply: { types: ["*/*"], description: "The bytes, sandboxed." },
    ranges: true,
    refusals: [404],
  },
  {
    method: "get",
    path: "/runs/{project}/{run}/artifacts",
    id: "listRunArtifacts",
    summary: "Lists the versions that a run logged or used. `next` is `after` of the next page.",
    tag: "artifacts",
    query: runArtifactsQuerySchema,
    reply: z.strictObject({ versions: z.array(versionView), next }),
    refusals: [404],
  },
];
