import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, it, vi } from "vitest";
import { WebLink, webAddress } from "./WebLink";

const element = document.body.appendChild(document.createElement("div"));
const root = createRoot(element);
afterEach(() => vi.restoreAllMocks());

it("knows pages of the web, with and without their scheme, and nothing else", () => {
  expect(webAddress("https://nordlicht.example/login")).toBe("https://nordlicht.example/login");
  expect(webAddress(" nordlicht.example ")).toBe("https://nordlicht.example");
  expect(webAddress("nordlicht.example:8443/orders")).toBe("https://nordlicht.example:8443/orders");
  for (const other of ["javascript:alert(1)", "file:///etc/passwd", "mailto:orders@example.com", "https://a@example.com", "ask for Nora", "portal", "04211234", "+49 421 1234", ""]) expect(webAddress(other)).toBeNull();
});

it("opens the page in the browser and stays where it is", () => {
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  flushSync(() => root.render(<WebLink address="nordlicht.example" />));
  const link = element.querySelector("a");
  expect(link?.textContent).toBe("nordlicht.example");
  expect(link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))).toBe(false);
  expect(opened).toHaveBeenCalledWith("https://nordlicht.example", "_blank", "noopener,noreferrer");
});

it("shows as text what is no address", () => {
  flushSync(() => root.render(<WebLink address="ask for Nora" />));
  expect(element.querySelector("a")).toBeNull();
  expect(element.textContent).toBe("ask for Nora");
});
