import { useSyncExternalStore } from "react";
import { announce } from "./components/announce";
import { setZoom } from "./ipc/window";
import { t } from "./i18n/text";
import { isRecord, readPref, watchPref, writePref } from "./prefs";

export type Theme = "system" | "light" | "dark";
export type Density = "compact" | "default" | "comfortable";

export interface Look {
  theme: Theme;
  density: Density;
  /** In percent. */
  zoom: number;
}

// public/theme.js reads the same value before the first paint.
const PREF = "look";
const PLAIN: Look = { theme: "system", density: "default", zoom: 100 };
const THEMES: readonly Theme[] = ["system", "light", "dark"];
const DENSITIES: readonly Density[] = ["default", "compact", "comfortable"];
const ZOOMS = [67, 80, 90, 100, 110, 125, 150, 175, 200] as const;

const isLook = (value: unknown): value is Look =>
  isRecord(value) &&
  THEMES.includes(value["theme"] as Theme) &&
  DENSITIES.includes(value["density"] as Density) &&
  typeof value["zoom"] === "number" && value["zoom"] >= 50 && value["zoom"] <= 300;

export const currentLook = (): Look => readPref(PREF, PLAIN, isLook);

export function setLook(change: Partial<Look>): void {
  writePref(PREF, { ...currentLook(), ...change });
}

export const useLook = (): Look => useSyncExternalStore((listener) => watchPref(PREF, listener), currentLook);

function apply(): void {
  const { theme, density, zoom } = currentLook();
  const isDark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  root.dataset["theme"] = isDark ? "dark" : "light";
  if (density === "default") delete root.dataset["density"];
  else root.dataset["density"] = density;
  setZoom(zoom / 100).catch(() => {
    // A window that may not zoom itself still has the zoom of its system.
  });
}

/** Keeps the page in step with the settings and with the system's theme. Returns the end of it. */
export function followLook(): () => void {
  apply();
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", apply);
  const stop = watchPref(PREF, apply);
  return () => {
    system.removeEventListener("change", apply);
    stop();
  };
}

const after = <T>(list: readonly T[], value: T): T => list[(list.indexOf(value) + 1) % list.length] ?? value;

export function nextTheme(): void {
  const theme = after(THEMES, currentLook().theme);
  setLook({ theme });
  announce(t("look.theme", { name: t(`theme.${theme}`) }));
}

export function nextDensity(): void {
  const density = after(DENSITIES, currentLook().density);
  setLook({ density });
  announce(t("look.density", { name: t(`density.${density}`) }));
}

/** One step larger or smaller, or back to 100%. */
export function stepZoom(direction: 1 | -1 | 0): void {
  const { zoom } = currentLook();
  const next = direction === 0 ? 100 : direction === 1 ? (ZOOMS.find((each) => each > zoom) ?? 200) : (ZOOMS.findLast((each) => each < zoom) ?? 67);
  setLook({ zoom: next });
  announce(t("look.zoom", { name: `${next}%` }));
}
