import { useEffect, useState, type ReactNode } from "react";
import { CommandPalette, type PaletteItem, type PaletteKind } from "../components/CommandPalette";
import { ShortcutsOverlay } from "../components/ShortcutsOverlay";
import { ToastRegion } from "../components/ToastRegion";
import type { MenuEntry } from "../components/Menu";
import type { Mark, Tone } from "../components/StatusMark";
import { listenForHotkeys, useHotkey } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { t } from "../i18n/text";
import { setTitle } from "../ipc/window";
import { nextDensity, nextTheme, stepZoom } from "../look";
import { DESTINATIONS, FOOT_DESTINATIONS, type Destination, type Place } from "./destinations";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";

export interface ShopEntry {
  id: number;
  name: string;
  /** Number of its colour, 1 to 5. */
  tile: number;
}

export interface SyncLine {
  mark: Mark;
  tone?: Tone;
  /** "Synced 1 min ago". */
  title: string;
  /** "3 shops · 7 suppliers". */
  note: string;
}

export interface ShellProps {
  /** Name of the workspace file. */
  workspace: string;
  /** What the workspace menu offers: switch, back up, new window, a new version. */
  workspaceMenu: readonly MenuEntry[];
  /** Work for now; places without a number show none. */
  counts: Partial<Record<Place, number>>;
  shops: readonly ShopEntry[];
  /** The shop all screens are narrowed to, or null for all. */
  scope: number | null;
  onScope: (shop: number | null) => void;
  sync: SyncLine | null;
  place: Place | null;
  onGo: (destination: Destination) => void;
  /** Looks orders, customers and suppliers up for the palette. */
  search?: (query: string, kind: PaletteKind) => Promise<readonly PaletteItem[]>;
  /** Above the page: "Sample data, nothing is sent". */
  band?: ReactNode;
  children: ReactNode;
}

const ALL = [...DESTINATIONS, ...FOOT_DESTINATIONS];
const SHOP_KEYS = ["shop.1", "shop.2", "shop.3", "shop.4", "shop.5", "shop.6", "shop.7", "shop.8", "shop.9"] as const satisfies readonly HotkeyId[];

function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane-stop]")].filter((pane) => pane.offsetParent !== null);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>("[role=row][tabindex='0'], [tabindex='0'], button, a[href], input, select, textarea");
  (inside ?? next)?.focus();
}

/** The frame of every screen but onboarding: where to go, what for, and what runs in the background. */
export function Shell(props: ShellProps): ReactNode {
  const { workspace, shops, place, onGo, onScope, children } = props;
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [areShortcutsOpen, setShortcutsOpen] = useState(false);

  useEffect(() => listenForHotkeys(), []);
  const current = ALL.find((each) => each.place === place);
  const title = [...new Set([current === undefined ? "" : t(current.title), workspace, t("app.name")])].filter(Boolean).join(", ");
  useEffect(() => {
    setTitle(title).catch(() => {
      // The name of the window is a comfort; the page itself says where it is.
    });
  }, [title]);

  useHotkey("app.palette", () => setPaletteOpen(true));
  useHotkey("app.shortcuts", () => setShortcutsOpen(true));
  useHotkey("app.theme", nextTheme);
  useHotkey("app.density", nextDensity);
  useHotkey("app.zoomIn", () => stepZoom(1));
  useHotkey("app.zoomOut", () => stepZoom(-1));
  useHotkey("app.zoomReset", () => stepZoom(0));
  useHotkey("app.nextPane", () => focusPane(1));
  useHotkey("app.previousPane", () => focusPane(-1));
  useHotkey("app.print", () => window.print());
  useHotkey("shop.0", () => onScope(null), { enabled: shops.length > 0 });
  for (const [index, id] of SHOP_KEYS.entries()) {
    const shop = shops[index];
    // The list of keys never changes, so neither does the order of these hooks.
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(id, () => shop !== undefined && onScope(shop.id), { enabled: shop !== undefined, ...(shop === undefined ? {} : { label: shop.name }) });
  }
  for (const destination of ALL) {
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(destination.hotkey, () => onGo(destination));
  }

  return (
    <div className={styles.app}>
      <a href="#main" className={styles.skip} onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}>
        {t("nav.skip")}
      </a>
      <Sidebar {...props} onSearch={() => setPaletteOpen(true)} />
      <main id="main" tabIndex={-1} className={styles.main}>
        {props.band}
        {children}
      </main>
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} {...(current === undefined ? {} : { place: t(current.title) })} {...(props.search === undefined ? {} : { search: props.search })} />
      <ShortcutsOverlay isOpen={areShortcutsOpen} onClose={() => setShortcutsOpen(false)} />
      <ToastRegion />
    </div>
  );
}
