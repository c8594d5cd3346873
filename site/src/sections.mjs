/** What the site has, in its order: sections of Markdown files, relative to the root of the tree. The reference follows. */
export const sections = [
  { title: "Start", pages: ["docs/index.md", "docs/start.md", "docs/start-tfjs.md", "docs/start-onnx.md"] },
  {
    title: "Coming from",
    pages: [
      "docs/from-wandb.md",
      "docs/from-tensorboard.md",
      "docs/from-mlflow.md",
      "docs/differences-from-wandb.md",
    ],
  },
  {
    title: "Logging",
    pages: [
      "docs/logging.md",
      "docs/runs.md",
      "docs/media.md",
      "docs/tables.md",
      "docs/artifacts.md",
      "docs/recorded.md",
      "docs/settings.md",
      "docs/several-writers.md",
      "docs/errors.md",
    ],
  },
  {
    title: "Frameworks and hosts",
    pages: ["docs/tfjs.md", "docs/watch.md", "docs/onnx.md", "docs/browser.md", "docs/mock.md"],
  },
  { title: "The page", pages: ["docs/tour.md", "docs/page.md"] },
  {
    title: "Servers",
    pages: [
      "docs/deploying.md",
      "docs/server.md",
      "docs/command.md",
      "docs/sync.md",
      "docs/import.md",
      "docs/export.md",
      "docs/client.md",
      "docs/wandb-clients.md",
      "docs/api.md",
    ],
  },
  {
    title: "Understanding it",
    pages: [
      "docs/faq.md",
      "docs/run-file.md",
      "docs/architecture.md",
      "docs/simulator.md",
      "docs/releasing.md",
      "CONTRIBUTING.md",
      "decisions/README.md",
      "examples/README.md",
    ],
  },
];

/** What the navigation calls pages whose titles are long. */
export const labels = {
  "docs/index.md": "What it is",
  "docs/differences-from-wandb.md": "Differences from W&B",
  "docs/logging.md": "Rows, steps, summary",
  "docs/several-writers.md": "Several writers",
  "docs/page.md": "Addresses, filter, keys",
  "docs/wandb-clients.md": "W&B's clients",
  "docs/command.md": "The command",
  "CONTRIBUTING.md": "Contributing",
};

/** The packages that programs import most; the reference begins with them. */
export const firstPackages = [
  "@stepwell/core",
  "@stepwell/tfjs",
  "@stepwell/onnx",
  "@stepwell/watch",
  "@stepwell/client",
  "@stepwell/mock",
  "stepwell",
];

/** Folders whose other Markdown files are pages as well, reached by links and not by the navigation. */
export const quietFolders = ["decisions", "examples"];

/** Where the page of a Markdown file lies in the site. */
export function addressOf(file) {
  const inside = file.replace(/^docs\//, "").replace(/\.md$/, "");
  if (inside === "CONTRIBUTING") return "contributing.html";
  const [folder, name, last] = inside.split("/");
  if (last === "README") return `${folder}/${name}.html`;
  if (name === "README") return `${folder}/index.html`;
  return `${inside}.html`;
}
