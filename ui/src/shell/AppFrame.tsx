import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo, type ReactNode } from "react";
import { useNow } from "../clock";
import { SampleBand } from "../features/onboarding/SampleBand";
import { useHotkey } from "../hotkeys";
import { paletteSearch } from "../features/orders/paletteSearch";
import { clockTime } from "../features/purchases/doubtWords";
import { kindOf } from "../features/troubles/kinds";
import { formatAge } from "../i18n/dates";
import { t } from "../i18n/text";
import { useCall } from "../ipc/queries";
import type { Sending, WorkspaceState } from "../ipc/types.gen";
import { isDesktop } from "../ipc/window";
import { setScope, useScope } from "../scope";
import { useUndoKey } from "../undo";
import { DESTINATIONS, FOOT_DESTINATIONS, type Place } from "./destinations";
import { openAnother } from "./folders";
import { Shell, type SyncLine } from "./Shell";
import { WorkspaceRefused } from "./WorkspaceRefused";

const PLACES = [...DESTINATIONS, ...FOOT_DESTINATIONS];

function placeOf(path: string): Place | null {
  // Purchases are reached from Activity.
  if (path.startsWith("/purchases")) return "activity";
  return PLACES.find((each) => path === each.path || path.startsWith(`${each.path}/`))?.place ?? null;
}

/** What runs in the background, in two lines; what needs a person comes first. */
function syncLine(state: WorkspaceState, sending: Sending | undefined, now: number): SyncLine {
  const { outbox, forwarding, shops, suppliers, last_import_at: readAt } = state;
  const note = `${t("sync.shops", { count: shops.length })} \u00b7 ${t("sync.suppliers", { count: suppliers })}`;
  // Sample data that goes to a supplier on this computer raises questions like any other.
  if (state.sample && outbox.unknown === 0) return { mark: "empty", title: t("sync.sample"), note };
  if (forwarding.state === "paused") return { mark: "bad", title: t("sync.paused"), note: t(forwarding.facts["reason"] === "cannot_write" ? "sync.cannotWriteNote" : "sync.pausedNote") };
  if (forwarding.state === "read_only") return { mark: "hold", title: t("sync.readOnly"), note: t("sync.readOnlyNote") };
  const alarms = sending?.alarms.length ?? 0;
  const stopped = sending?.suppliers.find((row) => kindOf(row) !== "limited");
  const limited = sending?.suppliers.find((row) => kindOf(row) === "limited");
  if (alarms > 0) return { mark: "bad", title: t("sync.alarms", { count: alarms }), note };
  if (stopped !== undefined) return { mark: "bad", title: t(kindOf(stopped) === "signed_out" ? "sync.signedOut" : "sync.stopped", { supplier: stopped.supplier }), note };
  if (outbox.asking > 0) return { mark: "warn", title: t("sync.asking", { count: outbox.asking }), note };
  if (outbox.unknown > 0) return { mark: "half", title: t("sync.unknown", { count: outbox.unknown }), note };
  if (outbox.waiting_for_word > 0) return { mark: "warn", title: t("sync.waiting", { count: outbox.waiting_for_word }), note };
  if (limited !== undefined && limited.limited_until !== null && limited.waiting > 0) return { mark: "wait", title: t("sync.limited", { supplier: limited.supplier, time: clockTime(limited.limited_until, now) }), note };
  if (outbox.queued > 0) return { mark: "wait", title: t("sync.queued", { count: outbox.queued }), note };
  return { mark: "ok", title: readAt === null ? t("sync.saved") : t("sync.read", { age: formatAge(readAt, now) }), note };
}

/** The shell, filled from the workspace, around the page of the address. */
export function AppFrame(): ReactNode {
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const now = useNow();
  const scope = useScope();
  const { data: state, error: refused } = useCall("workspace_state", {});
  const { data: sending } = useCall("sending", {});
  useUndoKey();
  useHotkey("go.imports", () => void navigate({ to: "/imports" }));

  const isNew = state !== undefined && !state.set_up;
  useEffect(() => {
    if (isNew) void navigate({ to: "/welcome" });
  }, [isNew, navigate]);

  const shops = (state?.shops ?? []).flatMap(({ id, name, tile }) => (id === null ? [] : [{ id, name, tile }]));
  const goTo = (to: string): void => void navigate({ to });
  const search = useMemo(() => paletteSearch((to, wanted = {}) => void navigate({ to, search: wanted })), [navigate]);
  return (
    <Shell
      workspace={state?.name ?? t("app.name")}
      workspaceMenu={[
        { id: "import", label: t("imports.tab.new"), keysOf: "go.imports", onAction: () => goTo("/imports") },
        ...(isDesktop ? [{ id: "open", label: t("workspace.open"), onAction: openAnother }] : []),
        { id: "backup", label: t("workspace.backup"), onAction: () => goTo("/settings/backups") },
        { id: "settings", label: t("nav.settings"), keysOf: "app.settings", onAction: () => goTo("/settings") },
        ...(state === undefined ? [] : [{ id: "version", title: "", entries: [{ id: "about", label: t("workspace.version", { version: state.version }), onAction: () => goTo("/settings/about") }] }]),
      ]}
      counts={state === undefined ? {} : { inbox: state.counts.new, activity: state.outbox.asking + (sending?.alarms.length ?? 0) }}
      shops={shops}
      scope={scope}
      onScope={setScope}
      sync={state === undefined ? null : syncLine(state, sending, now)}
      place={placeOf(path)}
      onGo={(destination) => goTo(destination.path)}
      search={search}
      band={state?.sample === true ? <SampleBand onRemoved={() => goTo("/welcome")} /> : undefined}
    >
      {/* A workspace without an answer to the first question has nothing that a page could show. */}
      {state === undefined && refused !== null ? <WorkspaceRefused error={refused} /> : isNew ? null : <Outlet />}
    </Shell>
  );
}
