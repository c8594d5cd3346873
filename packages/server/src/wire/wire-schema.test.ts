import { isEnumType, isInputObjectType, isNonNullType, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { wireSchema } from "./wire-schema.ts";

/** What W&B's clients are known to ask for, by type. */
const FIELDS: Readonly<Record<string, string>> = {
  Query: `viewer serverInfo entity project model models organization users artifact artifactCollection clientIDMapping`,
  User: `id name username email admin flags entity deletedAt apiKeys teams organizations`,
  ServerInfo: `features cliVersionInfo latestLocalVersionInfo`,
  Entity: `id name isTeam organization user members project xxhashDigestsEnabled`,
  Organization: `id name orgEntity coreWeaveOrganizationId featureFlags advancedRegistryFeatures`,
  Project: `id internalId name entityName entity createdAt updatedAt isBenchmark description access views readOnly user
    runCount runs run bucket totalSweeps sweeps sweep artifact artifactType artifactTypes artifactCollection
    artifactCollections artifactCollectionMembership members teamMembers`,
  Run: `id projectId name displayName description notes tags state config wandbConfig summaryMetrics systemMetrics group
    jobType commit readOnly createdAt heartbeatAt sweepName user project historyLineCount eventsLineCount logLineCount
    historyTail eventsTail historyKeys history events sampledHistory parquetHistory logLines fileCount files
    inputArtifacts outputArtifacts stopped exitcode shouldStop failed running`,
  File: `id name displayName url directUrl uploadUrl uploadHeaders sizeBytes mimetype updatedAt md5 digest storagePath
    uploadMultipartUrls artifact`,
  Artifact: `id artifactSequence artifactType versionIndex description metadata ttlDurationSeconds ttlIsInherited tags
    historyStep state size digest digestAlgorithm commitHash fileCount createdAt updatedAt aliases artifactMemberships
    createdBy usedBy currentManifest files filesByManifestEntries`,
  Mutation: `upsertBucket upsertModel deleteModel createRunFiles markRunFilesUploaded deleteFiles deleteRun stopRun
    updateRunState rewindRun notifyScriptableRunAlert createArtifact createArtifactManifest updateArtifactManifest
    createArtifactFiles completeMultipartUploadArtifact commitArtifact useArtifact linkArtifact unlinkArtifact
    updateArtifact deleteArtifact addAliases deleteAliases createArtifactCollectionTagAssignments
    deleteArtifactCollectionTagAssignments updateArtifactSequence updateArtifactPortfolio deleteArtifactSequence
    deleteArtifactPortfolio moveArtifactSequence upsertSweep createAgent agentHeartbeat createTeam createInvite
    deleteInvite createServiceAccount createUser generateApiKey deleteApiKey createCustomChart createRunQueue
    upsertRunQueue deleteRunQueues deleteFromRunQueue`,
};

const INPUTS: Readonly<Record<string, string>> = {
  UpsertBucketInput: `id name groupName modelName entityName description displayName notes config commit host debug
    jobProgram jobRepo jobType state sweep tags summaryMetrics`,
  CreateArtifactInput: `entityName projectName runName artifactTypeName artifactCollectionName artifactCollectionNames
    digest digestAlgorithm description aliases tags metadata ttlDurationSeconds historyStep enableDigestDeduplication
    distributedID clientID sequenceClientID storageRegion labels clientMutationId`,
};

const VALUES: Readonly<Record<string, string>> = {
  AlertSeverity: "INFO WARN ERROR",
  ArtifactState: "PENDING COMMITTED DELETED",
  ArtifactManifestType: "FULL INCREMENTAL PATCH",
  ArtifactStorageLayout: "V1 V2",
  ArtifactDigestAlgorithm: "MANIFEST_MD5 MANIFEST_XXH128",
  CompleteMultipartAction: "Complete",
  ArtifactCollectionState: "READY DELETED",
  ArtifactCollectionType: "SEQUENCE PORTFOLIO",
};

/** Where clients pass what may be null. */
const NULLABLE: readonly (readonly [type: string, field: string, args: string])[] = [
  ["Query", "project", "name entityName"],
  ["Query", "model", "name entityName"],
  ["Query", "models", "entityName after first"],
  ["Project", "bucket", "name missingOk"],
  ["Project", "runs", "filters after first order"],
  ["Run", "files", "names after first pattern"],
];

const words = (text: string): string[] => text.split(/\s+/);
const missing = (wanted: string, there: object): string[] =>
  words(wanted).filter((name) => !Object.hasOwn(there, name));

test.each(Object.entries(FIELDS))("%s has all that clients ask for", (name, wanted) => {
  const type = wireSchema.getType(name);
  expect(isObjectType(type) && missing(wanted, type.getFields())).toEqual([]);
});

test.each(Object.entries(INPUTS))("%s takes all that clients send", (name, wanted) => {
  const type = wireSchema.getType(name);
  expect(isInputObjectType(type) && missing(wanted, type.getFields())).toEqual([]);
});

test.each(Object.entries(VALUES))("%s has the values that clients know", (name, wanted) => {
  const type = wireSchema.getType(name);
  expect(isEnumType(type) && type.getValues().map((value) => value.name)).toEqual(words(wanted));
});

test.each(NULLABLE)("%s.%s takes null for %s", (name, field, wanted) => {
  const type = wireSchema.getType(name);
  const args = isObjectType(type) ? (type.getFields()[field]?.args ?? []) : [];
  for (const word of words(wanted)) {
    const arg = args.find((one) => one.name === word);
    expect(arg, word).toBeDefined();
    expect(isNonNullType(arg?.type), word).toBe(false);
  }
});
