import { Hono } from "hono";
import { printJson } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { checkArtifactName, checkLabels, checkMetadata } from "../artifacts/check-artifact.ts";
import { collectionEditsSchema, versionEditsSchema } from "./artifact-schemas.ts";
import { collectionView, findCollection, findVersion, versionView } from "./find-artifact.ts";
import { readBody } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";

/** Edits and deletes artifacts: collections as a whole, and single versions. */
export function artifactEditRoutes({ ports }: AppContext): Hono {
  const { runs, clock } = ports;
  const { artifacts } = runs;
  const app = new Hono();

  app.patch("/artifacts/:project/:name", async (c) => {
    const { name, type, description, tags } = await readBody(c, collectionEditsSchema);
    const project = c.req.param("project");
    const collection = await findCollection(runs, project, c.req.param("name"));
    const update = {
      ...(name === undefined ? {} : { name: checkArtifactName("collection", name) }),
      ...(type === undefined ? {} : { type: checkArtifactName("type", type) }),
      ...(description === undefined ? {} : { description }),
      ...(tags === undefined ? {} : { tags: checkLabels("tag", tags) }),
    };
    const other = name === undefined ? undefined : await artifacts.findCollection(project, name);
    if (other !== undefined && other.number !== collection.number) {
      throw refusal(
        409,
        `[server] Failed to rename artifact "${collection.name}": project "${project}" has another one that is called "${name}". Take another name.`,
      );
    }
    await artifacts.updateCollection(collection.number, update, clock.now());
    return reply(c, collectionView(await findCollection(runs, project, name ?? collection.name)));
  });

  app.delete("/artifacts/:project/:name", async (c) => {
    const { number } = await findCollection(runs, c.req.param("project"), c.req.param("name"));
    await artifacts.removeCollection(number, clock.now());
    return c.body(null, 204);
  });

  app.patch("/artifacts/:project/:name/versions/:version", async (c) => {
    const { description, metadata, tags, aliases } = await readBody(c, versionEditsSchema);
    const [project, name] = [c.req.param("project"), c.req.param("name")];
    const { collection, membership, artifact } = await findVersion(
      runs,
      project,
      name,
      c.req.param("version"),
    );
    const wanted = aliases === undefined ? membership.aliases : checkLabels("alias", aliases);
    const given = wanted.filter((alias) => !membership.aliases.includes(alias));
    const versionLike = given.find((alias) => /^v\d+$/.test(alias));
    if (versionLike !== undefined) {
      throw refusal(
        400,
        `[server] Failed to give the version an alias: "${versionLike}" is how versions are numbered. Take another one.`,
      );
    }
    const update = {
      ...(description === undefined ? {} : { description }),
      ...(metadata === undefined ? {} : { metadata: checkMetadata(printJson(metadata)) as string }),
      ...(tags === undefined ? {} : { tags: checkLabels("tag", tags) }),
    };
    if (Object.keys(update).length > 0) await artifacts.update(artifact.number, update, clock.now());
    const taken = membership.aliases.filter((alias) => !wanted.includes(alias));
    if (taken.length > 0) await artifacts.removeAliases(collection.number, artifact.number, taken);
    if (given.length > 0) await artifacts.addAliases(collection.number, artifact.number, given);
    return reply(
      c,
      await versionView(runs, await findVersion(runs, project, name, `v${membership.version}`)),
    );
  });

  app.delete("/artifacts/:project/:name/versions/:version", async (c) => {
    const { collection, artifact } = await findVersion(
      runs,
      c.req.param("project"),
      c.req.param("name"),
      c.req.param("version"),
    );
    // In a portfolio it is a link; the version itself is in its sequence.
    if (collection.kind === "portfolio") await artifacts.unlink(artifact.number, collection.number);
    else await artifacts.remove(artifact.number, clock.now());
    return c.body(null, 204);
  });

  return app;
}
