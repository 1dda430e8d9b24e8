import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeyReader, allHotkeys, capsFor, conflicts, hotkey, isHotkey, setKeys, setSingleKeys, singleKeysOn } from "./hotkeys";
import { HOTKEY_IDS } from "./hotkeys.table";
import { capsOf, chordOf, isSingleKey, type KeyPress } from "./keys";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...change });

beforeEach(() => {
  setSingleKeys(true);
});
afterEach(() => {
  for (const { id, isOriginal } of allHotkeys()) if (!isOriginal) setKeys(id, null);
  document.body.replaceChildren();
});

describe("a key press", () => {
  it("is written with its modifiers in one order", () => {
    expect(chordOf(press("F", { shiftKey: true }), false)).toBe("shift+f");
    expect(chordOf(press("z", { ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+z");
    expect(chordOf(press("k", { metaKey: true }), true)).toBe("mod+k");
    expect(chordOf(press("ArrowDown", { altKey: true }), false)).toBe("alt+down");
  });

  it("leaves Shift out of signs that need it", () => {
    expect(chordOf(press("?", { shiftKey: true }), false)).toBe("?");
    expect(chordOf(press("#", { shiftKey: true }), false)).toBe("#");
    expect(chordOf(press("1", { ctrlKey: true, code: "Digit1" }), false)).toBe("mod+1");
    expect(chordOf(press("&", { ctrlKey: true, code: "Digit1" }), false)).toBe("mod+1");
  });

  it("goes by place on a layout without Latin letters", () => {
    expect(chordOf(press("о", { code: "KeyJ" }), false)).toBe("j");
  });
});

describe("key caps", () => {
  it("print what is on the keyboard", () => {
    expect(capsOf("mod+k", false)).toEqual(["Ctrl K"]);
    expect(capsOf("mod+k", true)).toEqual(["\u2318 K"]);
    expect(capsOf("shift+f", false)).toEqual(["\u21e7 F"]);
    expect(capsOf("g i", false)).toEqual(["G", "I"]);
    expect(capsOf("mod++", false)).toEqual(["Ctrl +"]);
  });

  it("know which keys can be switched off", () => {
    expect(isSingleKey("f")).toBe(true);
    expect(isSingleKey("shift+f")).toBe(true);
    expect(isSingleKey("g i")).toBe(true);
    expect(isSingleKey("mod+f")).toBe(false);
    expect(isSingleKey("enter")).toBe(false);
  });
});

describe("sequences", () => {
  it("need their second key in time", () => {
    const reader = new KeyReader();
    expect(reader.read("g", HOTKEY_IDS, 0)).toBe("wait");
    expect(reader.read("i", HOTKEY_IDS, 500)).toBe("go.inbox");
    expect(reader.read("g", HOTKEY_IDS, 1000)).toBe("wait");
    expect(reader.read("s", ["go.suppliers", "stock.sync"], 3000)).toBe("stock.sync");
  });

  it("give way to the key alone when it completes none", () => {
    const reader = new KeyReader();
    reader.read("g", ["go.inbox", "list.open"], 0);
    expect(reader.read("o", ["go.inbox", "list.open"], 100)).toBe("list.open");
  });
});

describe("where keys are heard", () => {
  const at = (html: string): Element => {
    document.body.innerHTML = html;
    return document.body.firstElementChild as Element;
  };

  it("keeps letters for fields, and the keys of editing", () => {
    const field = at("<input>");
    expect(isHotkey({ ...press("j"), target: field }, "list.next")).toBe(false);
    expect(isHotkey({ ...press("z", { ctrlKey: true }), target: field }, "app.undo")).toBe(false);
    expect(isHotkey({ ...press("k", { ctrlKey: true }), target: field }, "app.palette")).toBe(true);
    expect(isHotkey({ ...press("F6"), target: field }, "app.nextPane")).toBe(true);
  });

  it("leaves Enter to a button that has the focus, but not to a row", () => {
    expect(isHotkey({ ...press("Enter"), target: at("<button></button>") }, "list.activate")).toBe(false);
    expect(isHotkey({ ...press("Enter"), target: at('<div role="row"></div>') }, "list.activate")).toBe(true);
  });

  it("leaves letters to an open menu", () => {
    expect(isHotkey({ ...press("j"), target: at('<div role="menu"></div>') }, "list.next")).toBe(false);
  });
});

describe("settings", () => {
  it("switch off single keys and nothing else", () => {
    setSingleKeys(false);
    expect(singleKeysOn()).toBe(false);
    expect(isHotkey({ ...press("j"), target: document.body }, "list.next")).toBe(false);
    expect(isHotkey({ ...press("ArrowDown"), target: document.body }, "list.next")).toBe(true);
    expect(capsFor("queue.forward")).toBeNull();
    expect(capsFor("list.next")).toEqual(["\u2193"]);
  });

  it("give a command other keys, and its own again", () => {
    setKeys("queue.forward", ["mod+enter"]);
    expect(hotkey("queue.forward")).toMatchObject({ keys: ["mod+enter"], isOriginal: false });
    setKeys("queue.forward", null);
    expect(hotkey("queue.forward")).toMatchObject({ keys: ["f"], isOriginal: true });
    expect(localStorage.getItem("stockless.keys")).toContain('"singleKeys":true');
  });

  it("show two commands on the same keys", () => {
    expect(conflicts()).toEqual([]);
    setKeys("queue.reply", ["f"]);
    expect(conflicts().map(([one, other]) => [one.id, other.id])).toEqual([["queue.forward", "queue.reply"]]);
  });
});
