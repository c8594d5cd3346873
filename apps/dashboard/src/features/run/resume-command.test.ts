import { expect, test } from "vitest";
import { resumeCommand } from "./resume-command.ts";

const run = { id: "r1", project: "harbor" };

test("a run is gone on with by its own command", () => {
  expect(
    resumeCommand(run, { program: "/home/ada/train.ts", args: ["--arch", "unet s"], runtime: "Node.js 22" }),
  ).toBe("WANDB_PROJECT=harbor WANDB_RUN_ID=r1 WANDB_RESUME=must node /home/ada/train.ts --arch 'unet s'");
  expect(resumeCommand(run, { program: "train.py", runtime: "CPython 3.12" })).toContain("python train.py");
});

test("a run that told no program has a place for it", () => {
  expect(resumeCommand(run, null)).toBe(
    "WANDB_PROJECT=harbor WANDB_RUN_ID=r1 WANDB_RESUME=must node <your program>",
  );
});

test("what a run was called with can't end the word", () => {
  const hostile = resumeCommand({ id: "a; rm -rf /", project: "p" }, { program: "x'; id", args: ["$(id)"] });
  expect(hostile).toBe(
    "WANDB_PROJECT=p WANDB_RUN_ID='a; rm -rf /' WANDB_RESUME=must node 'x'\\''; id' '$(id)'",
  );
});
