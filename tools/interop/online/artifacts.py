"""Artifacts: logged in every way, read back with their contents, linked, used, edited and deleted."""

import hashlib
import os
from datetime import timedelta

import numpy as np
import wandb
from judge import Judge, forget_files

judge = Judge()
work = os.environ["WANDB_DIR"]
PROJECT = "artifacts-online"


def write(name, content):
    path = os.path.join(work, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def contents(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder).replace(os.sep, "/")] = hashlib.sha256(file.read()).hexdigest()
    return found


def hashes(contents_by_name):
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents_by_name.items()}


run = wandb.init(project=PROJECT, id="maker", job_type="make")
tree = {f"part {index}/ü {index}.bin": os.urandom(1000 + index) for index in range(40)} | {"empty": b"", "large.bin": os.urandom(3_000_000)}
for name, content in tree.items():
    write(f"tree/{name}", content)
many = wandb.Artifact("tree", "dataset", description="A trée", metadata={"k": [1, {"deep": None}], "pi": 3.25})
many.add_dir(os.path.join(work, "tree"))
many = run.log_artifact(many, aliases=["best", "ü alias"], tags=["one", "two"]).wait()

first = wandb.Artifact("steps", "dataset")
first.add_file(write("a.txt", b"one"), name="a.txt")
first.add_reference("https://example.com/x?y=1", name="far", checksum=False)
first.add_reference("file://" + write("near/n.txt", b"near"), name="near")
first = run.log_artifact(first).wait()
second = first.new_draft()
second.add_file(write("b.txt", b"two"), name="sub/b.txt")
second.remove("far")
second = run.log_artifact(second, aliases=["second"]).wait()
third = wandb.Artifact("steps", "dataset", incremental=True)
third.add_file(write("c.txt", b"three"), name="c.txt")
third = run.log_artifact(third).wait()
again = wandb.Artifact("steps", "dataset", incremental=True)
again.add_file(write("c.txt", b"three"), name="c.txt")
again = run.log_artifact(again).wait()

lived = wandb.Artifact("lived", "model")
lived.add_file(write("w.bin", b"weights"))
lived.ttl = timedelta(days=3)
lived = run.log_artifact(lived).wait()
model = run.log_model(write("model/m.bin", b"model"), name="named-model", aliases=["prod"])
media = wandb.Artifact("media", "things")
picture = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
media.add(wandb.Image(picture), "picture")
media.add(wandb.Table(columns=["a"], data=[[1], [2]]), "table")
with media.new_file("note.txt") as file:
    file.write("a note")
media = run.log_artifact(media).wait()
linked = run.link_artifact(many, f"{PROJECT}/registry of trees", aliases=["chosen"])
run.link_model(path=os.path.join(work, "w.bin"), registered_model_name="served", name="lived2")
run.finish()

user = wandb.init(project=PROJECT, id="user", job_type="use")
used = user.use_artifact("tree:best")
forget_files()
downloaded = used.download(root=os.path.join(work, "got"))
by_link = user.use_artifact(f"{user.entity}/{PROJECT}/registry of trees:chosen")
forget_files()
model_path = user.use_model("named-model:prod")
user.log({"a": 1})
user.finish()

api = wandb.Api()
entity = api.default_entity

with judge.area("artifacts: versions"):
    judge.equal("versions", [one.version for one in (many, first, second, third, again, lived, media)], ["v0", "v0", "v1", "v2", "v2", "v0", "v0"])
    judge.equal("collection", [one.version for one in api.artifacts("dataset", f"{PROJECT}/steps")], ["v2", "v1", "v0"])
    judge.equal("entries", [sorted(api.artifact(f"{PROJECT}/steps:v{index}").manifest.entries) for index in range(3)], [["a.txt", "far", "near"], ["a.txt", "near", "sub/b.txt"], ["a.txt", "c.txt", "near", "sub/b.txt"]])
    got = api.artifact(f"{PROJECT}/tree:best")
    judge.equal("what it says", [got.type, got.description, got.metadata, sorted(got.aliases), sorted(got.tags), got.size, got.file_count, got.digest, got.state], ["dataset", "A trée", {"k": [1, {"deep": None}], "pi": 3.25}, ["best", "latest", "ü alias"], ["one", "two"], sum(len(content) for content in tree.values()), len(tree), many.digest, "COMMITTED"])
    judge.equal("by version and by id", [api.artifact(f"{PROJECT}/tree:v0").id, api.artifact(f"{PROJECT}/tree:v0").qualified_name], [got.id, f"{entity}/{PROJECT}/tree:v0"])
    judge.equal("time to live", api.artifact(f"{PROJECT}/lived:latest").ttl, timedelta(days=3))
    judge.equal("in small pages", [one.version for one in api.artifacts("dataset", f"{PROJECT}/steps", per_page=1)], ["v2", "v1", "v0"])
    judge.equal("by tags", [[one.name for one in api.artifacts("dataset", f"{PROJECT}/tree", tags=tags)] for tags in (["one"], ["none"])], [["tree:v0"], []])

with judge.area("artifacts: contents"):
    forget_files()
    judge.equal("as used", contents(downloaded), hashes(tree))
    judge.equal("as read", contents(api.artifact(f"{PROJECT}/tree:v0").download(root=os.path.join(work, "read"))), hashes(tree))
    judge.equal("a part", contents(api.artifact(f"{PROJECT}/tree:v0").download(root=os.path.join(work, "part"), path_prefix="part 1/")), hashes({name: content for name, content in tree.items() if name.startswith("part 1/")}))
    judge.equal("incremental", contents(api.artifact(f"{PROJECT}/steps:v2").download(root=os.path.join(work, "steps"))), hashes({"a.txt": b"one", "c.txt": b"three", "near": b"near", "sub/b.txt": b"two"}))
    judge.equal("references", {name: api.artifact(f"{PROJECT}/steps:v0").manifest.entries[name].ref for name in ("far", "near")}, {"far": "https://example.com/x?y=1", "near": "file://" + os.path.join(work, "near/n.txt")})
    judge.equal("a verified download", api.artifact(f"{PROJECT}/tree:v0").verify(root=os.path.join(work, "read")), None)
    with open(model_path, "rb") as file:
        judge.equal("a model", file.read(), b"model")
    objects = api.artifact(f"{PROJECT}/media:v0")
    judge.equal("a picture", np.asarray(objects.get("picture").image).tolist(), picture.tolist())
    judge.equal("a table", objects.get("table").data, [[1], [2]])
    with open(objects.get_entry("note.txt").download(root=os.path.join(work, "note"))) as file:
        judge.equal("a note", file.read(), "a note")
    judge.equal("files", sorted([file.name, file.size] for file in objects.files(per_page=2)), sorted([name, entry.size] for name, entry in objects.manifest.entries.items()))

with judge.area("artifacts: links"):
    judge.equal("linked", [linked.is_link, linked.version, linked.source_artifact.name, "chosen" in linked.aliases], [True, "v0", "tree:v0", True])
    judge.equal("used by its link", [by_link.digest, by_link.source_artifact.id], [many.digest, many.id])
    judge.equal("links of it", [one.name for one in api.artifact(f"{PROJECT}/tree:v0").linked_artifacts], ["registry of trees:v0"])
    served = api.artifact(f"{entity}/model-registry/served:latest")
    judge.equal("a linked model", [served.type, served.is_link], ["model", True])
    judge.equal("among its type's collections", sorted(one.name for one in api.artifact_type("dataset", PROJECT).collections()), ["registry of trees", "steps", "tree"])
    linked.unlink()
    judge.equal("unlinked", api.artifact_exists(f"{PROJECT}/registry of trees:v0"), False)
    judge.equal("the source stays", api.artifact_exists(f"{PROJECT}/tree:v0"), True)

with judge.area("artifacts: runs"):
    maker, consumer = api.run(f"{PROJECT}/maker"), api.run(f"{PROJECT}/user")
    logged = sorted(one.name for one in maker.logged_artifacts(per_page=2))
    judge.equal("logged", logged, sorted(["tree:v0", "steps:v0", "steps:v1", "steps:v2", "lived:v0", "named-model:v0", "media:v0", "lived2:v0"]))
    judge.equal("used", sorted(one.name for one in consumer.used_artifacts()), ["named-model:v0", "tree:v0"])
    judge.equal("logged by", api.artifact(f"{PROJECT}/tree:v0").logged_by().id, "maker")
    judge.equal("used by", [one.id for one in api.artifact(f"{PROJECT}/tree:v0").used_by()], ["user"])

with judge.area("artifacts: collections"):
    judge.equal("types", sorted(kind.name for kind in api.artifact_types(PROJECT)), ["dataset", "model", "things"])
    judge.equal("of a type", sorted(one.name for one in api.artifact_type("dataset", PROJECT).collections()), ["steps", "tree"])
    judge.equal("collections", sorted(one.name for one in api.artifact_collections(PROJECT, "model", per_page=1)), ["lived", "lived2", "named-model"])
    collection = api.artifact_collection("dataset", f"{PROJECT}/tree")
    judge.equal("one of them", [collection.name, collection.type, sorted(collection.aliases)], ["tree", "dataset", ["best", "latest", "v0", "ü alias"]])
    collection.description = "All trees"
    collection.tags = ["green"]
    collection.save()
    collection = api.artifact_collection("dataset", f"{PROJECT}/tree")
    judge.equal("edited", [collection.description, collection.tags], ["All trees", ["green"]])
    judge.equal("exists", [api.artifact_exists(f"{PROJECT}/tree:v0"), api.artifact_exists(f"{PROJECT}/tree:v7"), api.artifact_collection_exists(f"{PROJECT}/tree", "dataset"), api.artifact_collection_exists(f"{PROJECT}/bush", "dataset")], [True, False, True, False])

with judge.area("artifacts: edits"):
    edited = api.artifact(f"{PROJECT}/steps:v1")
    edited.description, edited.metadata["q"] = "New", 2
    edited.aliases.append("moved")
    edited.aliases.remove("second")
    edited.tags = ["t"]
    edited.ttl = timedelta(hours=5)
    edited.save()
    edited = wandb.Api().artifact(f"{PROJECT}/steps:moved")
    judge.equal("read again", [edited.version, edited.description, edited.metadata, sorted(edited.aliases), edited.tags, edited.ttl], ["v1", "New", {"q": 2}, ["moved"], ["t"], timedelta(hours=5)])
    judge.equal("an alias that is gone", api.artifact_exists(f"{PROJECT}/steps:second"), False)
    edited.delete(delete_aliases=True)
    judge.equal("deleted", [one.version for one in wandb.Api().artifacts("dataset", f"{PROJECT}/steps")], ["v2", "v0"])
    forget_files()
    judge.equal("what others hold stays", contents(wandb.Api().artifact(f"{PROJECT}/steps:v2").download(root=os.path.join(work, "after"))).get("sub/b.txt"), hashlib.sha256(b"two").hexdigest())
    api.artifact_collection("model", f"{PROJECT}/lived").delete()
    judge.equal("a deleted collection", wandb.Api().artifact_collection_exists(f"{PROJECT}/lived", "model"), False)

judge.end()
