"""A run of the official client with all kinds of things, for a mock server on which something goes wrong."""

import numpy
import wandb

run = wandb.init(project="interop", id="mock", config={"lr": 0.5, "deep": {"x": 1}})
for step in range(20):
    run.log({"loss": 1 / (step + 1), "deep": {"value": float("nan") if step == 2 else step}})
run.log({"picture": wandb.Image(numpy.zeros((4, 4, 3), dtype=numpy.uint8))})
with open("note.txt", "w", encoding="utf8") as file:
    file.write("a note")
artifact = wandb.Artifact("data", type="dataset")
artifact.add_file("note.txt")
run.log_artifact(artifact)
artifact.wait()
print("hello from python")
run.alert("title", "text")
run.finish()
