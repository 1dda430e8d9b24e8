import { RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Switch } from "../../components/Choice";
import { SearchField } from "../../components/TextField";
import { fit } from "../../components/fuzzy";
import { allHotkeys, conflicts, setKeys, setSingleKeys, singleKeysOn, useHotkeys, type Hotkey } from "../../hotkeys";
import { t, type TextKey } from "../../i18n/text";
import { capsOf, chordOf, type Keys } from "../../keys";
import styles from "./Settings.module.css";

const MODIFIERS = new Set(["Shift", "Control", "Meta", "Alt", "AltGraph"]);

/** Every command with its keys; each can have others, or none. */
export function KeysSection(): ReactNode {
  useHotkeys();
  const [query, setQuery] = useState("");
  const all = allHotkeys();
  const twice = new Map(conflicts(all).flatMap(([one, other]) => [[one.id, other.name] as const, [other.id, one.name] as const]));
  const shown = all.filter(({ name }) => query === "" || fit(query, name) > 0);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <>
      <Card>
        <Switch isSelected={singleKeysOn()} onChange={setSingleKeys} note={t("shortcuts.singleKeysNote")}>
          {t("shortcuts.singleKeys")}
        </Switch>
      </Card>
      <SearchField label={t("settings.keysSearch")} value={query} onChange={setQuery} />
      {groups.map((group) => (
        <Card key={group} title={t(`group.${group}`)} padding="none">
          <ul className={styles.list}>
            {shown
              .filter((hotkey) => hotkey.group === group)
              .map((hotkey) => (
                <KeyRow key={hotkey.id} hotkey={hotkey} conflict={twice.get(hotkey.id)} />
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function KeyRow({ hotkey, conflict }: { hotkey: Hotkey; conflict: string | undefined }): ReactNode {
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        {hotkey.name}
        {conflict !== undefined && <small className="warn">{t("settings.keyConflict", { name: conflict })}</small>}
      </span>
      <KeyCapture name={hotkey.name} keys={hotkey.keys[0]} onChange={(keys) => setKeys(hotkey.id, keys === null ? [] : [keys])} />
      <Button icon={RotateCcw} look="ghost" size="sm" label={t("settings.keyReset", { name: hotkey.name })} isDisabled={hotkey.isOriginal} onPress={() => setKeys(hotkey.id, null)} />
    </li>
  );
}

/** Listens for the next key press once it was pressed itself. Backspace takes the keys away, Escape changes nothing. */
function KeyCapture({ name, keys, onChange }: { name: string; keys: Keys | undefined; onChange: (keys: Keys | null) => void }): ReactNode {
  const [isListening, setListening] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isListening || MODIFIERS.has(event.key)) return;
    if (event.key === "Tab") {
      setListening(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    setListening(false);
    if (event.key === "Escape") return;
    onChange(event.key === "Backspace" ? null : chordOf(event.nativeEvent));
  };
  const caps = keys === undefined ? t("settings.keyNone") : capsOf(keys).join(" ");
  return (
    <button type="button" className={styles.capture} data-listening={isListening || undefined} aria-label={t("settings.keyChange", { name, keys: caps })} onClick={() => setListening(true)} onBlur={() => setListening(false)} onKeyDown={onKeyDown}>
      {isListening ? t("settings.keyPress" satisfies TextKey) : caps}
    </button>
  );
}
