/** How a key press is written: "mod+k", "shift+f", "?", "enter", and a sequence as "g i". Mod is ⌘ on macOS, Ctrl elsewhere. */
export type Keys = string;

export const isMac: boolean = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const NAMED: Record<string, string> = {
  " ": "space",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Escape: "escape",
  Esc: "escape",
  ContextMenu: "menu",
};

/** The part of a keyboard event that matters here. */
export interface KeyPress {
  key: string;
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Letters by what is printed on the key; on a layout without Latin letters, by where the key is. */
function keyName({ key, code }: KeyPress): string {
  const named = NAMED[key];
  if (named !== undefined) return named;
  if (key.length > 1) return key.toLowerCase();
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code ?? "")?.[1];
  return key.charCodeAt(0) > 127 && place !== undefined ? place.toLowerCase() : key;
}

/** Writes a key press in our notation. Shift is left out for signs such as "?", where it is part of the sign. */
export function chordOf(press: KeyPress, mac: boolean = isMac): string {
  const name = keyName(press);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const isSign = name.length === 1 && !/^[a-z]$/.test(name);
  const digit = /^Digit(\d)$/.exec(press.code ?? "")?.[1];
  // Digits count by place when a modifier is held, since Shift or AltGr turns them into signs.
  const key = isSign && mod && digit !== undefined ? digit : name;
  return [mod && "mod", other && (mac ? "ctrl" : "meta"), press.altKey && "alt", press.shiftKey && !isSign && "shift", key]
    .filter(Boolean)
    .join("+");
}

/** One printable character with no modifier but Shift: the kind that can be switched off. */
export function isSingleKey(keys: Keys): boolean {
  return keys.split(" ").some((chord) => {
    const parts = chord.split("+").filter((part) => part !== "shift");
    return parts.length === 1 && parts[0]?.length === 1;
  });
}

const CAPS: Record<string, string> = {
  enter: "\u21b5",
  escape: "Esc",
  space: "Space",
  up: "\u2191",
  down: "\u2193",
  left: "\u2190",
  right: "\u2192",
  pageup: "Page Up",
  pagedown: "Page Down",
  home: "Home",
  end: "End",
  tab: "Tab",
  delete: "Del",
  backspace: "\u232b",
  menu: "Menu",
};

function cap(chord: string, mac: boolean): string {
  // A chord that ends in the plus sign itself splits into an empty last part.
  const parts = chord.endsWith("++") || chord === "+" ? [...chord.slice(0, -1).split("+").filter(Boolean), "+"] : chord.split("+");
  return parts
    .map((part) => {
      if (part === "mod") return mac ? "\u2318" : "Ctrl";
      if (part === "shift") return "\u21e7";
      if (part === "alt") return mac ? "\u2325" : "Alt";
      if (part === "meta") return "Meta";
      if (part === "ctrl") return "\u2303";
      return CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part.replace(/^./, (first) => first.toUpperCase()));
    })
    .join(" ");
}

/** What to print on key caps: one for each step of a sequence. */
export const capsOf = (keys: Keys, mac: boolean = isMac): string[] => keys.split(" ").map((chord) => cap(chord, mac));

/** The form that `aria-keyshortcuts` wants, for keys that are no sequence. */
export function ariaKeys(keys: Keys, mac: boolean = isMac): string | undefined {
  if (keys.includes(" ")) return undefined;
  return keys
    .split("+")
    .map((part) => (part === "mod" ? (mac ? "Meta" : "Control") : part.replace(/^./, (first) => first.toUpperCase())))
    .join("+");
}

const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=''], [contenteditable=true], [role=combobox], [role=spinbutton]";

/** True when typing there writes text. */
export const isField = (target: EventTarget | null): boolean => target instanceof Element && target.closest(FIELDS) !== null;

/** True where letters already choose an item by its name. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("[role=menu], [role=listbox]") !== null;

const PRESSED_BY_ENTER = "button, a[href], summary, [role=button], [role=tab], [role=link], [role=switch], [role=checkbox], [role=menuitem], [role=option]";

/** True when the element under focus answers to this key itself: Enter on a button presses that button. */
export const answersItself = (target: EventTarget | null, chord: Keys): boolean =>
  target instanceof Element &&
  ((chord === "enter" && target.closest(PRESSED_BY_ENTER) !== null) ||
    (chord === "space" && target.closest(`${PRESSED_BY_ENTER}, input`) !== null));
