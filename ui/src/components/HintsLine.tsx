import { useSyncExternalStore, type ReactNode } from "react";
import { hotkey, runHotkey } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { t } from "../i18n/text";
import { readPref, watchPref } from "../prefs";
import styles from "./HintsLine.module.css";
import { KeyCap } from "./KeyCap";

export interface Hint {
  /** Two commands that belong together stand side by side: next and previous. */
  keys: readonly HotkeyId[];
  /** A shorter word than the command's name. */
  word?: string;
}

export const HINTS_PREF = "hints";
export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/** Five or six keys of this screen, at the foot of its list. Can be switched off in the settings. */
export function HintsLine({ hints }: { hints: readonly Hint[] }): ReactNode {
  const isOn = useSyncExternalStore(
    (listener) => watchPref(HINTS_PREF, listener),
    () => readPref(HINTS_PREF, true, isBoolean),
  );
  if (!isOn) return null;
  return (
    <div className={styles.hints} data-print="none">
      <span className={styles.keys}>
        {hints.map(({ keys, word }) => (
          <span key={keys.join()} className={styles.hint}>
            {keys.map((id) => (
              <KeyCap key={id} of={id} />
            ))}
            {word ?? hotkey(keys[0] ?? "app.help").name}
          </span>
        ))}
      </span>
      <button type="button" className={styles.all} onClick={() => runHotkey("app.shortcuts")}>
        <KeyCap of="app.shortcuts" /> {t("shortcuts.all")}
      </button>
    </div>
  );
}
