import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { AccountLink } from "../account/account-link.tsx";
import { ChartTooltip } from "../charts/chart-tooltip.tsx";
import { PaletteDoor, usePalettePrefetch } from "../palette/palette-door.tsx";
import { Crumb } from "./crumb.tsx";
import { Icon, Logo } from "./icon.tsx";
import type { KeySheetProps } from "./key-sheet.tsx";
import { createLazyPart } from "./lazy-part.tsx";
import { LiveBadge } from "./live-badge.tsx";
import { ProjectTabs } from "./project-tabs.tsx";
import { SmallMenu } from "./small-menu.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { Toasts } from "./toasts.tsx";

/** The bar on top, the page below, and what floats above all pages. */
export function AppFrame(): ReactNode {
  const { project, run, tab } = useParams({ strict: false });
  const isSettings = project === undefined && tab !== undefined;
  const navigate = useNavigate();
  const [sheet, setSheet] = useState(false);
  const [palette, setPalette] = useState(false);
  const shortcuts = useMemo(
    () => ({
      "?": () => setSheet(true),
      "Ctrl+k": () => setPalette(true),
      "g p": () => void navigate({ to: "/" }),
    }),
    [navigate],
  );
  useShortcuts(shortcuts);
  lazySheet.usePrefetch();
  usePalettePrefetch();
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <Link to="/" className="logo" aria-label="Stepwell, all projects">
          <Logo />
          <span>Stepwell</span>
        </Link>
        <Crumb project={project} run={run} page={isSettings ? "Settings" : "Projects"} />
        {project === undefined ? null : <ProjectTabs project={project} />}
        <span className="grow" />
        <LiveBadge />
        <button type="button" className="field jump hide-s" onClick={() => setPalette(true)}>
          <Icon name="search" />
          <span className="grow">Search or jump to</span>
          <kbd>Ctrl K</kbd>
        </button>
        <AccountLink />
        <ThemeButton />
        <button
          type="button"
          className="btn ghost icon hide-s"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => setSheet(true)}
        >
          <b>?</b>
        </button>
        <SmallMenu project={project} onSearch={() => setPalette(true)} onKeys={() => setSheet(true)} />
      </header>
      <div id="content" tabIndex={-1}>
        <Outlet />
      </div>
      <ChartTooltip />
      <Toasts />
      {sheet ? <lazySheet.Part onClose={() => setSheet(false)} /> : null}
      {palette ? <PaletteDoor onClose={() => setPalette(false)} /> : null}
    </>
  );
}

const lazySheet = createLazyPart<KeySheetProps>(async () => (await import("./key-sheet.tsx")).KeySheet);
