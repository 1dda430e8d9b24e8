import { useState, type ReactNode } from "react";
import { hotkey, liveBindings, setSingleKeys, singleKeysOn, useHotkeys, type Hotkey } from "../hotkeys";
import { HOTKEY_IDS, type HotkeyGroup } from "../hotkeys.table";
import { t } from "../i18n/text";
import { Switch } from "./Choice";
import { Dialog } from "./Dialog";
import { KeyCap } from "./KeyCap";
import styles from "./ShortcutsOverlay.module.css";

const ORDER: readonly HotkeyGroup[] = ["list", "queue", "suppliers", "stock", "profit", "go", "app"];

/** The keys that work on this screen, and the switch for single keys. */
export function ShortcutsOverlay({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Dialog title={t("shortcuts.title")} size="lg" isOpen={isOpen} onClose={onClose}>
      <ShortcutList />
    </Dialog>
  );
}

function ShortcutList(): ReactNode {
  useHotkeys();
  // The keys of the page below, taken before the dialog silences it.
  const [here] = useState(() =>
    liveBindings()
      .map(({ id, label }): Hotkey => ({ ...hotkey(id), ...(label === undefined ? {} : { name: label }) }))
      .sort((a, b) => HOTKEY_IDS.indexOf(a.id) - HOTKEY_IDS.indexOf(b.id)),
  );
  return (
    <>
      <Switch isSelected={singleKeysOn()} onChange={setSingleKeys} note={t("shortcuts.singleKeysNote")}>
        {t("shortcuts.singleKeys")}
      </Switch>
      <div className={styles.groups}>
        {ORDER.map((group) => ({ group, keys: here.filter((each) => each.group === group) }))
          .filter(({ keys }) => keys.length > 0)
          .map(({ group, keys }) => (
            <section key={group} className={styles.group}>
              <h3>{t(`group.${group}`)}</h3>
              <dl>
                {keys.map(({ id, name }) => (
                  <div key={id} className={styles.line}>
                    <dt>{name}</dt>
                    <dd>
                      <KeyCap of={id} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </>
  );
}
