import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core calls serious or critical on the page as it is now, a line each; `within` is a selector, `rules` those of axe-core that are asked, default all. */
export async function seriousFindings(
  page: Page,
  within = "body",
  rules?: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(
    async ([selector, runOnly]) => {
      const axe = (globalThis as unknown as { axe: Axe }).axe;
      const { violations } = await axe.run(selector, {
        resultTypes: ["violations"],
        ...(runOnly === undefined ? {} : { runOnly }),
      });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ""}`),
        );
    },
    [within, rules] as const,
  );
}

interface Axe {
  run(
    selector: string,
    options: { readonly resultTypes: readonly string[]; readonly runOnly?: readonly string[] },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string | null;
      readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
    }[];
  }>;
}
