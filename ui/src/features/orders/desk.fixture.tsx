import { createRoot, type Root } from "react-dom/client";
import { vi } from "vitest";
import { App } from "../../app";
import { stopClock } from "../../clock";
import { currentToast, closeToast } from "../../components/toasts";
import { setLanguage } from "../../i18n/text";
import { fakeCore, type Answers, type FakeCore } from "../../ipc/fake";
import { MORNING } from "./orders.fixture";

/** The whole application in a test, over a core that is not there, worked by keys alone. */
export interface Desk {
  core: FakeCore;
  /** Presses keys one after the other: "g", "shift+f", "enter". Counts them. */
  press: (...keys: string[]) => Promise<void>;
  type: (field: HTMLInputElement | HTMLTextAreaElement, text: string) => void;
  /** Waits until the check stops throwing. */
  until: (check: () => void) => Promise<void>;
  find: (selector: string, text?: string) => HTMLElement;
  has: (text: string) => boolean;
  keys: () => number;
  leave: () => void;
}

const NAMES: Record<string, string> = { enter: "Enter", escape: "Escape", space: " ", down: "ArrowDown", up: "ArrowUp" };

function sizes(): void {
  (window as { happyDOM?: { setViewport: (size: { width: number; height: number }) => void } }).happyDOM?.setViewport({ width: 1440, height: 900 });
  // A document without layout has no sizes; rows are drawn for a window of this one.
  for (const [name, value] of Object.entries({ offsetHeight: 420, clientHeight: 420, offsetWidth: 1000, clientWidth: 1000 })) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
}

export function openDesk(answers: Answers, address: string): Desk {
  sizes();
  stopClock(MORNING);
  setLanguage("en-GB");
  window.location.hash = `#${address}`;
  const core = fakeCore(answers);
  const element = document.body.appendChild(document.createElement("div"));
  const root: Root = createRoot(element);
  root.render(<App />);
  let pressed = 0;

  const until = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 20, timeout: 20_000 });
  const settle = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const press = async (...keys: string[]): Promise<void> => {
    for (const each of keys) {
      pressed += 1;
      const parts = each.split("+");
      const name = parts.at(-1) ?? "";
      const target = document.activeElement ?? document.body;
      const init = { key: NAMES[name] ?? (parts.includes("shift") ? name.toUpperCase() : name), shiftKey: parts.includes("shift"), ctrlKey: parts.includes("mod"), bubbles: true, cancelable: true };
      target.dispatchEvent(new KeyboardEvent("keydown", init));
      target.dispatchEvent(new KeyboardEvent("keyup", init));
      await settle();
    }
  };
  const find = (selector: string, text = ""): HTMLElement => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((each) => (each.textContent ?? "").includes(text) || (each.getAttribute("aria-label") ?? "").includes(text));
    if (found === undefined) throw new Error(`Nothing like ${selector} with "${text}" is on screen.`);
    return found;
  };
  return {
    core,
    press,
    until,
    find,
    type: (field, text) => {
      const prototype: object = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    has: (text) => (document.body.textContent ?? "").includes(text),
    keys: () => pressed,
    leave: () => {
      root.unmount();
      element.remove();
      core.restore();
      stopClock();
      const toast = currentToast();
      if (toast !== null) closeToast(toast.id, false);
      localStorage.clear();
      document.body.replaceChildren();
    },
  };
}

/** The row that has the focus. */
export const focusedRow = (): string => document.querySelector("[role=row][data-focused]")?.getAttribute("aria-label") ?? "";
