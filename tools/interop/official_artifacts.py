"""The official client logs, uses, downloads, links, edits and deletes artifacts. Prints what it saw as one line of JSON."""

import json
import os

import wandb

folder = os.environ["WANDB_DIR"]
seen = {}


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def text_of(path):
    with open(path) as file:
        return file.read()


def version(text, **options):
    artifact = wandb.Artifact("data", "dataset", description="d", metadata={"k": 1})
    artifact.add_file(write("a.txt", text), name="a.txt")
    artifact.add_file(write("same.txt", "same"), name="sub folder/ü.txt")
    artifact.add_reference("file://" + write("far.txt", "far"), name="far")
    return run.log_artifact(artifact, **options).wait()


run = wandb.init(project="artifacts", id="artifacts")
first, second = version("one", aliases=["first"]), version("two")
seen["versions"] = [first.version, second.version, version("one").version]
used = run.use_artifact("data:first")
seen["used"] = [used.version, used.type, used.description, used.metadata, sorted(used.aliases)]
root = used.download(root=os.path.join(folder, "downloaded"), skip_cache=True)
seen["downloaded"] = [text_of(os.path.join(root, name)) for name in ("a.txt", "sub folder/ü.txt")]
linked = run.link_artifact(second, "artifacts/best", aliases=["prod"])
seen["linked"] = [linked.version, linked.is_link, sorted(linked.aliases), linked.source_artifact.name]

draft = second.new_draft()
with draft.new_file("extra.txt") as file:
    file.write("more")
seen["draft"] = [run.log_artifact(draft).wait().version, sorted(draft.manifest.entries)]

table = wandb.Table(columns=["a"], data=[[1]], log_mode="INCREMENTAL")
run.log({"table": table})
table.add_data(2)
run.log({"table": table})
run.finish()

api = wandb.Api()
seen["types"] = sorted(kind.name for kind in api.artifact_types("artifacts"))
seen["listed"] = [artifact.version for artifact in api.artifacts("dataset", "artifacts/data")]
own = api.run("artifacts/artifacts")
logged = [artifact.name for artifact in own.logged_artifacts()]
first = api.artifact("artifacts/data:first")
seen["runs"] = [
    [name for name in logged if name.startswith("data:")],
    [artifact.name for artifact in own.used_artifacts()],
    first.logged_by().id,
    [user.id for user in first.used_by()],
]
artifact = api.artifact("artifacts/data:v1")
artifact.description = "new"
artifact.aliases.append("edited")
artifact.tags.append("tag")
artifact.save()
edited = api.artifact("artifacts/data:edited")
seen["edited"] = [edited.version, edited.description, edited.tags]
edited.delete(delete_aliases=True)
seen["left"] = [artifact.version for artifact in api.artifacts("dataset", "artifacts/data")]
incremental = api.artifact("artifacts/run-artifacts-incr-table:latest")
seen["incremental"] = [incremental.version, len(incremental.manifest.entries)]
print(json.dumps(seen))
