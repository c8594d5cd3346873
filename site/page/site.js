// What the pages do beside being read: search, the theme, the sections on a narrow screen, and code that is copied.
(() => {
  const up = document.currentScript.dataset.up;
  const root = document.documentElement;
  const field = document.querySelector(".search input");
  const found = document.querySelector("#found");
  const most = 12;
  let chosen = -1;

  document.querySelector(".theme").addEventListener("click", () => {
    const isDark =
      root.dataset.theme === undefined
        ? matchMedia("(prefers-color-scheme: dark)").matches
        : root.dataset.theme === "dark";
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem("stepwell-docs-theme", root.dataset.theme);
    } catch {
      // Then it holds for this page.
    }
  });

  const menu = document.querySelector(".menu");
  menu.addEventListener("click", () => {
    const isOpen = root.classList.toggle("menu-open");
    menu.setAttribute("aria-expanded", String(isOpen));
  });
  document.querySelector(".sections [aria-current]")?.scrollIntoView({ block: "center" });
  window.scrollTo({ top: location.hash === "" ? 0 : window.scrollY });

  for (const figure of document.querySelectorAll("figure.code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await copy(figure.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    figure.append(button);
  }

  field.addEventListener("focus", () => loadIndex());
  field.addEventListener("input", () => loadIndex().then(show));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      found.children[Math.max(0, chosen)]?.click();
    } else if (event.key === "Escape") {
      field.value = "";
      show();
      field.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, textarea");
    const isAsked = event.key === "/" || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (!isAsked || isTyping) return;
    event.preventDefault();
    field.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) close();
  });
  field.addEventListener("blur", (event) => {
    if (event.relatedTarget === null || !found.contains(event.relatedTarget)) setTimeout(close, 150);
  });

  let loading;
  function loadIndex() {
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${up}assets/search-index.js`;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        // The next word that is typed asks again.
        loading = undefined;
        script.remove();
        resolve();
      });
      document.head.append(script);
    });
    return loading;
  }

  function show() {
    const words = field.value.toLowerCase().match(/[\p{L}\p{N}_./-]+/gu) ?? [];
    const isThere = globalThis.stepwellPages !== undefined;
    const hits = words.length === 0 || !isThere ? [] : search(words).slice(0, most);
    found.replaceChildren(...hits.map((hit, index) => row(hit, words, index)));
    if (words.length > 0 && hits.length === 0) {
      const none = document.createElement("p");
      none.textContent = isThere
        ? `Nothing about “${field.value}”.`
        : "The search did not load. Type on to try again.";
      found.append(none);
    }
    found.hidden = words.length === 0;
    field.setAttribute("aria-expanded", String(!found.hidden));
    choose(hits.length > 0 ? 0 : -1);
  }

  /** Every word must be somewhere; in a title it counts most, and at the beginning of a word far more than inside. */
  function search(words) {
    return globalThis.stepwellPages
      .map((entry) => {
        const [, title, part, text] = entry;
        const fields = [
          [title, 6],
          [part, 8],
          [text, 1],
        ].map(([value, weight]) => [value.toLowerCase(), weight]);
        let score = 0;
        for (const word of words) {
          const best = Math.max(...fields.map(([value, weight]) => weight * matchOf(value, word)));
          if (best === 0) return { entry, score: 0 };
          score += best;
        }
        return { entry, score: score - (part === "" ? 0 : 0.5) };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
  }

  function matchOf(value, word) {
    const at = value.indexOf(word);
    if (at === -1) return 0;
    if (value === word) return 3;
    return at === 0 || /[^\p{L}\p{N}]/u.test(value[at - 1]) ? 2 : 0.3;
  }

  function row({ entry: [address, title, part, text] }, words, index) {
    const link = document.createElement("a");
    link.href = up + address;
    link.id = `found-${index}`;
    link.setAttribute("role", "option");
    const head = document.createElement("b");
    head.textContent = part === "" ? title : `${title} › ${part}`;
    const body = document.createElement("span");
    body.textContent = around(text, words);
    link.append(head, body);
    return link;
  }

  function around(text, words) {
    const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 40);
    const start = at === 0 ? 0 : text.indexOf(" ", at) + 1;
    return (start === 0 ? "" : "… ") + text.slice(start, start + 130);
  }

  function choose(index) {
    const rows = [...found.querySelectorAll("a")];
    chosen = rows.length === 0 ? -1 : (index + rows.length) % rows.length;
    for (const [place, one] of rows.entries()) one.setAttribute("aria-selected", String(place === chosen));
    if (chosen === -1) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `found-${chosen}`);
    rows[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    found.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }
})();
