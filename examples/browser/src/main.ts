import * as tf from "@tensorflow/tfjs";
import { train } from "./train.ts";

// What the form asks for can stand in the address too: ?server=http://127.0.0.1:8765&epochs=100&backend=cpu
const asked = new URLSearchParams(location.search);
const form = find("form");
const button = find("button");
const output = find("output");
const link = find("a");
input("server").value = asked.get("server") ?? "http://127.0.0.1:8765";
input("epochs").value = asked.get("epochs") ?? "100";

form.addEventListener("submit", (event) => {
  event.preventDefault();
  button.disabled = true;
  void start()
    .catch((error: unknown) => {
      output.textContent = String(error);
    })
    .finally(() => {
      button.disabled = false;
    });
});

async function start(): Promise<void> {
  const backend = asked.get("backend");
  if (backend !== null) await tf.setBackend(backend);
  await tf.ready();
  const epochs = input("epochs").valueAsNumber;
  await train({
    server: input("server").value,
    epochs,
    canvas: find("canvas"),
    onStart(page) {
      link.href = page;
      link.hidden = false;
    },
    onEpoch(epoch, { loss = Number.NaN, acc = Number.NaN }) {
      output.textContent = `Epoch ${epoch} of ${epochs}: loss ${loss.toFixed(3)}, accuracy ${acc.toFixed(2)}.`;
    },
  });
  output.textContent += " Done.";
}

function input(name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

function find<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  const found = document.querySelector(name);
  if (found === null) throw new Error(`The page has no <${name}>.`);
  return found;
}
