import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { HOTKEYS, HOTKEY_IDS, type HotkeyGroup, type HotkeyId, type When } from "./hotkeys.table";
import { t, type TextKey } from "./i18n/text";
import { answersItself, capsOf, chordOf, isField, isSingleKey, takesLetters, type KeyPress, type Keys } from "./keys";
import { isRecord, readPref, watchPref, writePref } from "./prefs";

export interface Hotkey {
  id: HotkeyId;
  keys: readonly Keys[];
  group: HotkeyGroup;
  name: string;
  when: When;
  /** False when the person has given the command other keys than ours. */
  isOriginal: boolean;
}

/** `keys` holds what the person changed: other keys, or an empty list for none. */
interface KeySettings {
  singleKeys: boolean;
  keys: Partial<Record<HotkeyId, Keys[]>>;
}

const PREF = "keys";
const NO_CHANGES: KeySettings = { singleKeys: true, keys: {} };
const isSettings = (value: unknown): value is KeySettings =>
  isRecord(value) && typeof value["singleKeys"] === "boolean" && isRecord(value["keys"]) &&
  Object.values(value["keys"]).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === "string"));

const settings = (): KeySettings => readPref(PREF, NO_CHANGES, isSettings);

/** Single keys are letters and signs without a modifier; they can be switched off for all commands at once. */
export const singleKeysOn = (): boolean => settings().singleKeys;
export const setSingleKeys = (on: boolean): void => writePref(PREF, { ...settings(), singleKeys: on });

/** Gives a command other keys, none with an empty list, its own again with null. */
export function setKeys(id: HotkeyId, keys: Keys[] | null): void {
  const { [id]: _, ...others } = settings().keys;
  writePref(PREF, { ...settings(), keys: keys === null ? others : { ...others, [id]: keys } });
}

export function hotkey(id: HotkeyId): Hotkey {
  const own = HOTKEYS[id];
  const changed = settings().keys[id];
  return { id, keys: changed ?? own.keys, group: own.group, name: t(`key.${id}` as TextKey), when: own.when, isOriginal: changed === undefined };
}

export const allHotkeys = (): Hotkey[] => HOTKEY_IDS.map(hotkey);

/** The keys that work now, single keys left out while they are switched off. */
function liveKeys(id: HotkeyId): readonly Keys[] {
  const { keys } = hotkey(id);
  return singleKeysOn() ? keys : keys.filter((each) => !isSingleKey(each));
}

/** What to print on key caps, or null when the command has no keys now. */
export function capsFor(id: HotkeyId): string[] | null {
  const first = liveKeys(id)[0];
  return first === undefined ? null : capsOf(first);
}

/** Commands that would answer to the same keys at the same time. */
export function conflicts(list: readonly Hotkey[] = allHotkeys()): [Hotkey, Hotkey][] {
  const found: [Hotkey, Hotkey][] = [];
  list.forEach((one, index) => {
    for (const other of list.slice(index + 1)) {
      if (one.when === other.when && one.keys.some((keys) => other.keys.includes(keys))) found.push([one, other]);
    }
  });
  return found;
}

/** Fields keep these for editing text. */
const EDITING = new Set(["mod+a", "mod+c", "mod+v", "mod+x", "mod+z", "mod+shift+z"]);

/** True when this chord, typed at this place, belongs to the page and not to a field or a menu. */
function isFree(chord: Keys, target: EventTarget | null): boolean {
  if (isField(target)) return chord.includes("mod+") ? !EDITING.has(chord) : /^(shift\+)?f\d+$/.test(chord);
  return !(takesLetters(target) && isSingleKey(chord)) && !answersItself(target, chord);
}

/** True when the event is this command. For components that handle keys themselves while they have the focus. */
export function isHotkey(event: KeyPress & { target: EventTarget | null }, id: HotkeyId): boolean {
  const chord = chordOf(event);
  return isFree(chord, event.target) && liveKeys(id).includes(chord);
}

// ---- who answers -------------------------------------------------------------------------------------------------

/** Layers: a dialog is one above the page, and only the top one hears keys. */
export const LayerContext = createContext(0);
const layers: number[] = [];

/** Puts a layer over the page while the component is mounted, and returns its depth for LayerContext. */
export function useLayer(): number {
  const depth = useContext(LayerContext) + 1;
  useEffect(() => {
    layers.push(depth);
    return () => {
      layers.splice(layers.lastIndexOf(depth), 1);
    };
  }, [depth]);
  return depth;
}

interface Binding {
  id: HotkeyId;
  layer: number;
  run: () => void;
  /** Replaces the name in the palette: "Forward 33 ready". */
  label: string | undefined;
}

let bindings: readonly Binding[] = [];
const watchers = new Set<() => void>();

function setBindings(next: readonly Binding[]): void {
  bindings = next;
  for (const watcher of watchers) watcher();
}

const topLayer = (): number => layers.at(-1) ?? 0;
const isAlive = (binding: Binding): boolean => binding.layer >= topLayer();

/** The commands that answer now, the newest binding of each first. */
export function liveBindings(): readonly Binding[] {
  const seen = new Set<HotkeyId>();
  return bindings.filter((binding) => isAlive(binding) && !seen.has(binding.id) && seen.add(binding.id));
}

/** Runs a command if something on screen answers to it. */
export function runHotkey(id: HotkeyId): boolean {
  const binding = bindings.find((each) => each.id === id && isAlive(each));
  binding?.run();
  return binding !== undefined;
}

export interface HotkeyOptions {
  enabled?: boolean;
  label?: string;
}

/** Answers to a command while the component is on screen. The component mounted last wins. */
export function useHotkey(id: HotkeyId, run: () => void, { enabled = true, label }: HotkeyOptions = {}): void {
  const layer = useContext(LayerContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const binding: Binding = { id, layer, run: () => latest.current(), label };
    setBindings([binding, ...bindings]);
    return () => setBindings(bindings.filter((each) => each !== binding));
  }, [id, layer, enabled, label]);
}

/** Redraws when keys or the commands on screen change. */
export function useHotkeys(): readonly Binding[] {
  return useSyncExternalStore(watchHotkeys, () => bindings);
}

function watchHotkeys(watcher: () => void): () => void {
  watchers.add(watcher);
  const stop = watchPref(PREF, () => setBindings([...bindings]));
  return () => {
    watchers.delete(watcher);
    stop();
  };
}

// ---- hearing keys ------------------------------------------------------------------------------------------------

const SEQUENCE_MS = 1200;

/** Follows key presses, keeping the beginning of a sequence until its next key. */
export class KeyReader {
  private begun: string | null = null;
  private begunAt = 0;

  /** The command that this press completes, "wait" inside a sequence, or null. `at` is in milliseconds. */
  read(chord: string, candidates: readonly HotkeyId[], at: number): HotkeyId | "wait" | null {
    const prefix = this.begun !== null && at - this.begunAt < SEQUENCE_MS ? this.begun : null;
    this.begun = null;
    for (const attempt of prefix === null ? [chord] : [`${prefix} ${chord}`, chord]) {
      const found = candidates.find((id) => liveKeys(id).includes(attempt));
      if (found !== undefined) return found;
    }
    if (candidates.some((id) => liveKeys(id).some((keys) => keys.startsWith(`${chord} `)))) {
      this.begun = chord;
      this.begunAt = at;
      return "wait";
    }
    return null;
  }
}

/** Hears the keys of the window. Called once, by the shell; returns the end of it. */
export function listenForHotkeys(target: Window = window): () => void {
  const reader = new KeyReader();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.key === "Shift" || event.key === "Control" || event.key === "Meta" || event.key === "Alt") return;
    const chord = chordOf(event);
    if (!isFree(chord, event.target)) return;
    const alive = liveBindings();
    const found = reader.read(chord, alive.map(({ id }) => id), event.timeStamp);
    if (found === null) return;
    event.preventDefault();
    if (found !== "wait") alive.find(({ id }) => id === found)?.run();
  };
  // A button under focus takes Enter for itself, also with Ctrl; the blue button that shows these keys comes first.
  const onSend = (event: KeyboardEvent): void => {
    if (chordOf(event) !== "mod+enter" || isField(event.target)) return;
    onKeyDown(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
  target.addEventListener("keydown", onSend, true);
  target.addEventListener("keydown", onKeyDown);
  return () => {
    target.removeEventListener("keydown", onSend, true);
    target.removeEventListener("keydown", onKeyDown);
  };
}
