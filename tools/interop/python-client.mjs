import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CLIENT = "wandb==0.30.0";
/** What the client uses for arrays, pictures, sound, curves and figures; the versions that the recorded cases were made with. */
const COMPANIONS = [
  "numpy==2.4.6",
  "scikit-learn==1.9.1",
  "pandas==3.1.1",
  "pillow==13.0.0",
  "soundfile==0.14.0",
  "plotly==7.1.0",
];
/** 0.30 reads run files only inside of `wandb sync`; this is the last line of releases with the reader in Python. */
const READER = "wandb==0.25.1";
const WINDOWS = process.platform === "win32";
const TIME_LIMIT_MS = 180_000;

/** Makes the virtual environment in `.venv/`, once. Returns how to run things in it, or the reason why there is none. */
export function preparePython(root) {
  const folder = join(root, ".venv");
  const python = join(folder, WINDOWS ? "Scripts/python.exe" : "bin/python");
  const readerFolder = join(folder, "log-reader");
  const marker = join(folder, "installed.txt");
  const wanted = [CLIENT, READER, ...COMPANIONS, ""].join("\n");
  const client = { python, wandb: join(folder, WINDOWS ? "Scripts/wandb.exe" : "bin/wandb"), readerFolder };
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return client;

  const system = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (system === undefined) return { missing: "Python is not installed" };
  process.stdout.write(`Installing ${CLIENT} into .venv … `);
  /** @type {[string, string[]][]} */
  const steps = [
    [system, ["-m", "venv", folder]],
    [python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", CLIENT, ...COMPANIONS]],
    [
      python,
      [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--upgrade",
        "--target",
        readerFolder,
        READER,
      ],
    ],
  ];
  for (const [command, args] of steps) {
    const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
    if (status === 0) continue;
    console.log("failed.");
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    return { missing: `"${[command, ...args].join(" ")}" failed: ${reason}` };
  }
  writeFileSync(marker, wanted);
  console.log("done.");
  return client;
}

/** Runs a program with an environment of its own below `folder`; resolves to its exit code and words. */
export function runPython(command, args, { folder, baseUrl, pythonPath, apiKey, variables = {} }) {
  mkdirSync(folder, { recursive: true });
  const inherited = Object.entries(process.env).filter(([name]) => !/^(WANDB|STEPWELL|PYTHON)/.test(name));
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...Object.fromEntries(inherited),
      HOME: folder,
      USERPROFILE: folder,
      WANDB_DIR: folder,
      WANDB_CACHE_DIR: join(folder, "cache"),
      WANDB_API_KEY: apiKey ?? "interop0".repeat(5),
      WANDB_ERROR_REPORTING: "false",
      ...(baseUrl === undefined ? {} : { WANDB_BASE_URL: baseUrl }),
      ...(pythonPath === undefined ? {} : { PYTHONPATH: pythonPath }),
      PYTHONUNBUFFERED: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      ...variables,
    },
  });
  const words = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (words.stdout += text));
  child.stderr.on("data", (text) => (words.stderr += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT_MS);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, ...words });
    });
  });
}
