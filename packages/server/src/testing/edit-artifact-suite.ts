import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createArtifactClient, md5 } from "./artifact-client.ts";
import type { ArtifactClient } from "./artifact-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Aliases, links, uses and edits of artifacts, as W&B's client makes them. */
export function editArtifactSuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

  let client: ArtifactClient;

  beforeEach(async () => {
    server = createTestServer();
    client = createArtifactClient(server);
    await client.wire.upsert({});
  });

  // What W&B's Python client asks of an artifact, with the members that it refuses to go without.
  const MEMBERSHIP = `query ArtifactMembershipByName($entity: String!, $project: String!, $name: String!) {
  project(name: $project, entityName: $entity) { artifactCollectionMembership(name: $name) { ...Membership } } }
fragment Project on Project { id internalId name entity { name } }
fragment Membership on ArtifactCollectionMembership {
  __typename id versionIndex createdAt aliases { __typename id alias }
  artifactCollection { __typename id name project { ...Project } }
  artifact {
    __typename id artifactSequence { __typename name project { ...Project } } versionIndex artifactType { name }
    description metadata ttlDurationSeconds ttlIsInherited tags { __typename id name } historyStep state size digest
    commitHash fileCount createdAt updatedAt aliases { __typename id alias artifactCollection { __typename name } }
  } }`;

  const collectionIdOf = async (name: string): Promise<string> =>
    ((await membership(name)) as { artifactCollection: { id: string } } | null)?.artifactCollection.id ?? "";

  const aliases = (...names: string[]) =>
    names.map((alias) => ({ artifactCollectionName: "data", projectName: "demo", alias }));

  const ADD = "mutation($input: AddAliasesInput!) { result: addAliases(input: $input) { success } }";

  const DELETE = "mutation($input: DeleteAliasesInput!) { result: deleteAliases(input: $input) { success } }";

  const LINK = `mutation($input: LinkArtifactInput!) { result: linkArtifact(input: $input) {
  versionIndex artifactMembership { artifactCollection { __typename name } } } }`;

  describe("reading", () => {
    test("an artifact has all that the strict client needs, with the right type names", async () => {
      const id = await client.log({
        files: { a: "one" },
        references: { far: "s3://b" },
        more: { description: "d", metadata: '{"x":1}', tags: [{ tagName: "t" }], historyStep: 7 },
      });
      const project = {
        id: expect.any(String),
        internalId: expect.any(String),
        name: "demo",
        entity: { name: "me" },
      };
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;
      expect(await membership("data:v0")).toEqual({
        __typename: "ArtifactCollectionMembership",
        id: expect.any(String),
        versionIndex: 0,
        createdAt: time,
        aliases: [
          { __typename: "ArtifactAlias", id: expect.any(String), alias: "latest" },
          { __typename: "ArtifactAlias", id: expect.any(String), alias: "v0" },
        ],
        artifactCollection: { __typename: "ArtifactSequence", id: expect.any(String), name: "data", project },
        artifact: {
          __typename: "Artifact",
          id,
          artifactSequence: { __typename: "ArtifactSequence", name: "data", project },
          versionIndex: 0,
          artifactType: { name: "dataset" },
          description: "d",
          metadata: '{"x":1}',
          ttlDurationSeconds: -1,
          ttlIsInherited: true,
          tags: [{ __typename: "Tag", id: expect.any(String), name: "t" }],
          historyStep: 7,
          state: "COMMITTED",
          size: 3,
          digest: expect.stringMatching(/^[0-9a-f]{32}$/),
          commitHash: expect.any(String),
          fileCount: 2,
          createdAt: time,
          updatedAt: time,
          aliases: [
            expect.objectContaining({
              alias: "latest",
              artifactCollection: { __typename: "ArtifactSequence", name: "data" },
            }),
            expect.objectContaining({ alias: "v0" }),
          ],
        },
      });
      expect((await membership("data"))?.["id"]).toBe((await membership("data:latest"))?.["id"]);
      expect(await membership("data:v1")).toBeNull();
      expect(await membership("none:latest")).toBeNull();
    });

    test("lists come by page and end", async () => {
      for (let version = 0; version < 5; version++) await client.log({ files: { a: String(version) } });
      const query = `query($after: String) { project(name: "demo") { artifactCollection(name: "data") {
      artifacts(first: 2, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { version } } } } }`;
      const seen: string[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < 9; pages++) {
        const { project } = (await client.ask(query, { after })) as never as {
          project: {
            artifactCollection: {
              artifacts: {
                totalCount: number;
                pageInfo: { endCursor: string; hasNextPage: boolean };
                edges: { version: string }[];
              };
            };
          };
        };
        const { artifacts } = project.artifactCollection;
        expect(artifacts.totalCount).toBe(5);
        seen.push(...artifacts.edges.map(({ version }) => version));
        if (!artifacts.pageInfo.hasNextPage) break;
        after = artifacts.pageInfo.endCursor;
      }
      expect(seen).toEqual(["v4", "v3", "v2", "v1", "v0"]);
      await expect(client.ask(query, { after: "-1" })).rejects.toThrow("no cursor");
    });

    test("a filter that is not known is refused, not ignored", async () => {
      await client.log({ files: { a: "1" } });
      const query = `query($filters: JSONString) { project(name: "demo") { artifactCollection(name: "data") {
      artifacts(filters: $filters) { totalCount } } } }`;
      const count = async (filters: string) =>
        (
          (await client.ask(query, { filters })) as never as {
            project: { artifactCollection: { artifacts: { totalCount: number } } };
          }
        ).project.artifactCollection.artifacts.totalCount;
      expect([await count('{"state":"COMMITTED"}'), await count('{"state":"PENDING"}')]).toEqual([1, 0]);
      await expect(client.ask(query, { filters: '{"owner":"x"}' })).rejects.toThrow('no field "owner"');
    });
  });

  describe("aliases", () => {
    test("are added to one version, which takes them from another, and deleted", async () => {
      const first = await client.log({ files: { a: "1" } });
      const second = await client.log({ files: { a: "2" } });
      await client.ask(ADD, { input: { artifactID: first, aliases: aliases("x", "y") } });
      await client.ask(ADD, { input: { artifactID: second, aliases: aliases("x") } });
      await client.ask(DELETE, { input: { artifactID: first, aliases: aliases("y", "x") } });
      expect(await aliasesOf("data:v0")).toEqual(["v0"]);
      expect(await aliasesOf("data:x")).toEqual(["latest", "x", "v1"]);
      await expect(
        client.ask(ADD, {
          input: { artifactID: first, aliases: [{ artifactCollectionName: "none", alias: "a" }] },
        }),
      ).rejects.toThrow('Failed to find collection "none"');
    });
  });

  describe("links", () => {
    test("are versions of a portfolio, by id or by the client's own name, and can be undone", async () => {
      const id = await client.log({ files: { a: "1" }, clientID: "mine" });
      const input = { artifactPortfolioName: "best", entityName: "me", projectName: "demo" };
      const named = {
        ...input,
        clientID: "mine",
        aliases: [{ artifactCollectionName: "best", alias: "prod" }],
      };
      expect((await client.ask(LINK, { input: named }))["result"]).toEqual({
        versionIndex: 0,
        artifactMembership: { artifactCollection: { __typename: "ArtifactPortfolio", name: "best" } },
      });
      expect((await client.ask(LINK, { input: { ...input, artifactID: id } }))["result"]).toMatchObject({
        versionIndex: 0,
      });
      expect(await aliasesOf("best:v0")).toEqual(["latest", "prod", "v0"]);
      expect((await membership("best:prod"))?.["artifact"]).toMatchObject({ id, versionIndex: 0 });
      const unlink = `mutation($input: UnlinkArtifactInput!) { unlinkArtifact(input: $input) { success } }`;
      const portfolio = await collectionIdOf("best");
      await expect(
        client.ask(unlink, { input: { artifactID: id, artifactPortfolioID: await collectionIdOf("data") } }),
      ).rejects.toThrow("Failed to find collection");
      await client.ask(unlink, { input: { artifactID: id, artifactPortfolioID: portfolio } });
      expect(await membership("best:v0")).toBeNull();
      expect(await aliasesOf("data:v0")).toEqual(["latest", "v0"]);
    });
  });

  describe("uses", () => {
    test("are noted with the run, once, and the run that logged is known", async () => {
      const id = await client.log({ files: { a: "1" } });
      await client.wire.upsert({ name: "user" });
      const use = `mutation($entityName: String!, $projectName: String!, $runName: String!, $artifactID: ID!) {
      useArtifact(input: {entityName: $entityName, projectName: $projectName, runName: $runName, artifactID: $artifactID}) {
        artifact { id digest description state createdAt metadata } } }`;
      const variables = {
        entityName: "me",
        projectName: "demo",
        runName: "user",
        artifactID: id,
        usedAs: null,
      };
      await client.ask(use, variables);
      await client.ask(use, variables);
      const query = `query($id: ID!) { artifact(id: $id) { usedBy { edges { node { __typename name } } }
      createdBy { __typename ... on Run { name } } }
      project(name: "demo") { run(name: "user") { inputArtifacts { totalCount edges { node { id } } } outputArtifacts { totalCount } } } }`;
      expect(await client.ask(query, { id })).toEqual({
        artifact: {
          usedBy: { edges: [{ node: { __typename: "Run", name: "user" } }] },
          createdBy: { __typename: "Run", name: "abc" },
        },
        project: {
          run: {
            inputArtifacts: { totalCount: 1, edges: [{ node: { id } }] },
            outputArtifacts: { totalCount: 0 },
          },
        },
      });
      await expect(client.ask(use, { ...variables, runName: "none" })).rejects.toThrow('has no run "none"');
      await server.request("/api/runs/demo/abc", { method: "DELETE" });
      expect(
        await client.ask(`query($id: ID!) { artifact(id: $id) { createdBy { __typename } } }`, { id }),
      ).toEqual({
        artifact: { createdBy: null },
      });
      expect(await membership("data:v0")).not.toBeNull();
    });
  });

  describe("edits", () => {
    test("description, metadata and tags of a version change alone", async () => {
      const id = await client.log({
        files: { a: "1" },
        more: { tags: [{ tagName: "t" }, { tagName: "u" }] },
      });
      const update = `mutation($input: UpdateArtifactInput!) { updateArtifact(input: $input) {
      artifact { description metadata tags { name } } } }`;
      await client.ask(update, { input: { artifactID: id, description: "new" } });
      const tags = { tagsToAdd: [{ tagName: "v" }], tagsToDelete: [{ tagName: "u" }] };
      const data = await client.ask(update, { input: { artifactID: id, metadata: '{"b":2}', ...tags } });
      expect(data["updateArtifact"]).toEqual({
        artifact: { description: "new", metadata: '{"b":2}', tags: [{ name: "t" }, { name: "v" }] },
      });
    });

    test("a version is removed when its time is over, unless it was taken off", async () => {
      const hour = { ttlDurationSeconds: 3600 };
      const [gone, kept] = [
        await client.log({ files: { a: "1" }, more: hour }),
        await client.log({ files: { a: "2" }, more: hour }),
      ];
      const update = `mutation($input: UpdateArtifactInput!) { updateArtifact(input: $input) {
      artifact { ttlDurationSeconds ttlIsInherited } } }`;
      const change = async (id: string, ttl: number | null) =>
        (await client.ask(update, { input: { artifactID: id, ttlDurationSeconds: ttl } }))["updateArtifact"];
      expect(await change(gone, null)).toEqual({
        artifact: { ttlDurationSeconds: 3600, ttlIsInherited: false },
      });
      expect(await change(kept, -2)).toEqual({ artifact: { ttlDurationSeconds: -1, ttlIsInherited: true } });
      await expect(change(gone, 0.5)).rejects.toThrow("Send whole seconds");
      server.clock.advance(3_599_000);
      await server.settle();
      expect(await aliasesOf("data:v0")).toEqual(["v0"]);
      server.clock.advance(2 * 3_600_000);
      await server.settle();
      expect(await membership("data:v0")).toBeNull();
      expect(await aliasesOf("data:v1")).toEqual(["latest", "v1"]);
    });

    test("a version is not there any more when its collection is gone", async () => {
      const id = await client.log({ files: { a: "1" } });
      await client.ask(
        `mutation($id: ID!) { deleteArtifactSequence(input: {artifactSequenceID: $id}) { artifactCollection { __typename } } }`,
        { id: await collectionIdOf("data") },
      );
      const read = `query($id: ID!) { artifact(id: $id) { id artifactType { name } artifactSequence { name } } }`;
      expect(await client.ask(read, { id })).toEqual({ artifact: null });
    });

    test("a version with aliases is deleted with them or not at all", async () => {
      await client.log({ files: { a: "1" } });
      const id = await client.log({ files: { a: "2" } });
      const remove = `mutation($input: DeleteArtifactInput!) { deleteArtifact(input: $input) {
      artifact { id state digest artifactType { name } currentManifest { file { directUrl } } aliases { alias } } } }`;
      await expect(client.ask(remove, { input: { artifactID: id } })).rejects.toThrow(
        'it is called "latest"',
      );
      const removed = await client.ask(remove, { input: { artifactID: id, deleteAliases: true } });
      expect(removed["deleteArtifact"]).toMatchObject({
        artifact: { id, state: "DELETED", artifactType: { name: "dataset" }, aliases: [] },
      });
      expect(await aliasesOf("data:latest")).toEqual(["latest", "v0"]);
    });

    test("collections are renamed, described, tagged, moved and deleted", async () => {
      const id = await client.log({ files: { a: "1" } });
      const sequence = await collectionIdOf("data");
      const update = `mutation($input: UpdateArtifactSequenceInput!) { updateArtifactSequence(input: $input) {
      artifactCollection { __typename name description } } }`;
      await client.ask(update, {
        input: { artifactSequenceID: sequence, name: "renamed", description: "text" },
      });
      const tag = `mutation($input: CreateArtifactCollectionTagAssignmentsInput!) {
      createArtifactCollectionTagAssignments(input: $input) { tags { name } } }`;
      await client.ask(tag, {
        input: { projectName: "demo", artifactCollectionName: "renamed", tags: [{ tagName: "t" }] },
      });
      const move = `mutation($input: MoveArtifactSequenceInput!) { moveArtifactSequence(input: $input) {
      artifactCollection { name description defaultArtifactType { name } tags { edges { node { name } } } } } }`;
      const moved = await client.ask(move, {
        input: { artifactSequenceID: sequence, destinationArtifactTypeName: "model" },
      });
      expect(moved["moveArtifactSequence"]).toEqual({
        artifactCollection: {
          name: "renamed",
          description: "text",
          defaultArtifactType: { name: "model" },
          tags: { edges: [{ node: { name: "t" } }] },
        },
      });
      expect(await membership("data:latest")).toBeNull();
      const remove = `mutation($id: ID!) { deleteArtifactSequence(input: {artifactSequenceID: $id}) {
      artifactCollection { __typename state } } }`;
      expect((await client.ask(remove, { id: sequence }))["deleteArtifactSequence"]).toEqual({
        artifactCollection: { __typename: "ArtifactSequence", state: "DELETED" },
      });
      expect(await membership("renamed:latest")).toBeNull();
      await expect(client.commit(id)).rejects.toThrow("Failed to find artifact");
    });
  });

  test("half a surrogate pair in a name is no reason to fail", async () => {
    const name = "half \ud800";
    const id = await client.log({ name, files: { "a \udfff": "1" }, aliases: ["\ud800"] });
    const { project } = await client.ask(MEMBERSHIP, {
      entity: "me",
      project: "demo",
      name: `${name}:latest`,
    });
    expect(project).toMatchObject({ artifactCollectionMembership: { artifact: { id } } });
    expect(md5("")).toHaveLength(24);
  });

  async function membership(name: string): Promise<JsonObject | null> {
    const { project } = await client.ask(MEMBERSHIP, { entity: "me", project: "demo", name });
    return (project as JsonObject)["artifactCollectionMembership"] as JsonObject | null;
  }

  async function aliasesOf(name: string): Promise<string[] | undefined> {
    const found = (await membership(name)) as { aliases: { alias: string }[] } | null;
    return found?.aliases.map(({ alias }) => alias);
  }
}
