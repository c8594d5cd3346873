import { Hono } from "hono";
import type { Context } from "hono";
import type { ArtifactFileView, ArtifactVersionView } from "@stepwell/protocol";
import type { StoredArtifact } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { createArtifactContent } from "../artifacts/artifact-content.ts";
import type { ManifestEntry } from "../artifacts/artifact-manifest.ts";
import { sendPart } from "../files/send-part.ts";
import { streamBlob } from "../files/stream-blob.ts";
import {
  artifactFilesQuerySchema,
  collectionsQuerySchema,
  runArtifactsQuerySchema,
  typesQuerySchema,
  versionsQuerySchema,
} from "./artifact-schemas.ts";
import { collectionView, findCollection, findVersion, versionView } from "./find-artifact.ts";
import type { FoundVersion } from "./find-artifact.ts";
import { findRun } from "./find-run.ts";
import { pageOf } from "./page-of.ts";
import { readQuery } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";

/** Artifacts: collections of a project, their versions and files, and those of a run. */
export function artifactRoutes({ ports }: AppContext): Hono {
  const { runs, blobs } = ports;
  const { artifacts } = runs;
  const content = createArtifactContent(ports);
  const app = new Hono();

  const versionOf = (c: Context): Promise<FoundVersion> => {
    const { project = "", name = "", version = "" } = c.req.param() as Record<string, string>;
    return findVersion(runs, project, name, version);
  };
  /** A version is shown as what it is in its own sequence. */
  async function ownVersion(artifact: StoredArtifact): Promise<ArtifactVersionView[]> {
    const collection = await artifacts.collection(artifact.sequence);
    const membership = (await artifacts.memberships(artifact.number)).find(
      (one) => one.collection === artifact.sequence,
    );
    if (collection === undefined || membership === undefined) return [];
    return [await versionView(runs, { collection, membership, artifact })];
  }

  app.get("/artifact-types", async (c) => {
    const { project } = readQuery(c, typesQuerySchema);
    const types = await artifacts.types(project);
    return reply(c, { types: types.map(({ name, createdMs }) => ({ name, createdAt: createdMs })) });
  });

  app.get("/artifacts/:project", async (c) => {
    const { type, limit, after } = readQuery(c, collectionsQuerySchema);
    const found = await artifacts.collections({
      project: c.req.param("project"),
      limit,
      ...(type === undefined ? {} : { type }),
      ...(after === undefined ? {} : { after }),
    });
    const next = found.length < limit ? null : (found.at(-1)?.number ?? null);
    return reply(c, { collections: found.map(collectionView), next });
  });

  app.get("/artifacts/:project/:name", async (c) => {
    const collection = await findCollection(runs, c.req.param("project"), c.req.param("name"));
    return reply(c, collectionView(collection));
  });

  app.get("/artifacts/:project/:name/versions", async (c) => {
    const { limit, after } = readQuery(c, versionsQuerySchema);
    const collection = await findCollection(runs, c.req.param("project"), c.req.param("name"));
    const members = await artifacts.members(collection.number, {
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const versions: ArtifactVersionView[] = [];
    for (const membership of members) {
      const artifact = await artifacts.artifact(membership.artifact);
      if (artifact !== undefined)
        versions.push(await versionView(runs, { collection, membership, artifact }));
    }
    return reply(c, { versions, next: members.length < limit ? null : (members.at(-1)?.version ?? null) });
  });

  app.get("/artifacts/:project/:name/versions/:version", async (c) => {
    const found = await versionOf(c);
    const users = await artifacts.usedBy(found.artifact.number);
    const usedBy = await Promise.all(users.map((number) => runs.run(number)));
    return reply(c, {
      ...(await versionView(runs, found)),
      usedBy: usedBy.flatMap((run) => (run === undefined ? [] : [{ project: run.project, run: run.runId }])),
    });
  });

  app.get("/artifacts/:project/:name/versions/:version/files", async (c) => {
    const { prefix, ...asked } = readQuery(c, artifactFilesQuerySchema);
    const { entries } = await content.manifest((await versionOf(c)).artifact);
    const wanted = prefix === "" ? entries : entries.filter(({ path }) => path.startsWith(prefix));
    const { page, next } = pageOf(wanted, ({ path }) => path, asked);
    return reply(c, { files: page.map(fileView), total: wanted.length, next });
  });

  app.get("/artifacts/:project/:name/versions/:version/files/:path{.+}", async (c) => {
    const path = c.req.param("path");
    const { entries } = await content.manifest((await versionOf(c)).artifact);
    const entry = entries.find((one) => one.path === path);
    const [held] = entry?.md5 === undefined ? [] : await artifacts.contents([entry.md5]);
    const size = held && (await blobs.size(held.address));
    if (held === undefined || size === undefined) {
      throw refusal(
        404,
        `[server] Failed to read file "${path.slice(0, 200)}" of the artifact: ${entry?.ref === undefined ? "it is not among its files" : "it is a reference, whose bytes are elsewhere"}. Look at the list of its files.`,
      );
    }
    const { address } = held;
    return sendPart(c, { name: path, tag: `"${address}"`, size }, (range) =>
      streamBlob(blobs, address, range),
    );
  });

  app.get("/runs/:project/:run/artifacts", async (c) => {
    const { role, limit, after } = readQuery(c, runArtifactsQuerySchema);
    const { number } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const found = await artifacts.ofRun(number, role, { limit, ...(after === undefined ? {} : { after }) });
    const versions: ArtifactVersionView[] = [];
    for (const artifact of found) versions.push(...(await ownVersion(artifact)));
    return reply(c, { versions, next: found.length < limit ? null : (found.at(-1)?.number ?? null) });
  });

  return app;
}

function fileView({ path, size, digest, ref }: ManifestEntry): ArtifactFileView {
  return { path, size, digest, reference: ref ?? null };
}
