import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { AccountLink } from "../account/account-link.tsx";
import { ChartTooltip } from "../charts/chart-tooltip.tsx";
import { RunCrumb } from "../run/run-crumb.tsx";
import { Logo } from "./icon.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { LiveBadge } from "./live-badge.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { Toasts } from "./toasts.tsx";

/** The bar on top, the page below, and what floats above all pages. */
export function AppFrame(): ReactNode {
  const { project, run, tab } = useParams({ strict: false });
  const isSettings = project === undefined && tab !== undefined;
  const navigate = useNavigate();
  const [sheet, setSheet] = useState(false);
  const shortcuts = useMemo(
    () => ({
      "?": () => setSheet(true),
      "g p": () => void navigate({ to: "/" }),
      "g w": () => project !== undefined && void navigate({ to: "/p/$project", params: { project } }),
    }),
    [navigate, project],
  );
  useShortcuts(shortcuts);
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
        <nav className="crumb" aria-label="Where you are">
          {project === undefined ? (
            <b className="hide-s">{isSettings ? "Settings" : "Projects"}</b>
          ) : (
            <>
              <Link to="/" className="hide-s">
                Projects
              </Link>
              {run === undefined ? (
                <b className="ell">{formatName(project)}</b>
              ) : (
                <>
                  <Link to="/p/$project" params={{ project }} className="ell">
                    {formatName(project, 28)}
                  </Link>
                  <RunCrumb project={project} run={run} />
                </>
              )}
            </>
          )}
        </nav>
        <span className="grow" />
        <LiveBadge />
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
      </header>
      <div id="content" tabIndex={-1}>
        <Outlet />
      </div>
      <ChartTooltip />
      <Toasts />
      {sheet ? <KeySheet onClose={() => setSheet(false)} /> : null}
    </>
  );
}
