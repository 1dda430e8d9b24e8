import { afterEach, expect, it, vi } from "vitest";
import type { Answers } from "../../ipc/fake";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { MORNING } from "../orders/orders.fixture";
import { purchaseDetail } from "./purchases.fixture";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk;
afterEach(() => desk.leave());

const supplier = { row: {}, supplier: { website: "https://nordlicht.example", email: "orders@example.com", phone: "" }, folder: "", days_to_door: [] } as never;
const answers = (change: Answers = {}): Answers => morning({ purchase: () => purchaseDetail(), supplier: () => supplier, purchase_answer: () => ({ count: 1, undo: null, id: 7 }), ...change }).answers;
const answered = (): unknown[] => desk.core.calls.filter(({ name }) => name === "purchase_answer").map(({ request }) => request);

it("asks in plain words, with the evidence, and Enter answers nothing", async () => {
  desk = openDesk(answers(), "/purchases/7");
  await desk.until(() => expect(desk.has("We do not know whether Nordlicht GmbH received PO MM-10470-1.")).toBe(true));
  expect(desk.has("Sent on 9 Mar")).toBe(true);
  expect(desk.has("If it arrived and you send it again, it will be delivered twice. Please look in your supplier account or call.")).toBe(true);
  for (const forbidden of ["failed", "Failed", "try again", "Try again"]) expect(desk.has(forbidden)).toBe(false);
  expect(document.querySelectorAll("[data-look=primary]")).toHaveLength(0);
  await desk.press("enter", "enter");
  expect(answered()).toEqual([]);
  expect(document.querySelector("[role=alertdialog]")).toBeNull();
});

it("sends again only with the token, and the question before it rests on cancel", async () => {
  desk = openDesk(answers(), "/purchases/7");
  await desk.until(() => desk.find("button", "It is not there: send again"));
  desk.find("button", "It is not there: send again").click();
  await desk.until(() => desk.find("[role=alertdialog] button", "Cancel"));
  await desk.until(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  expect(answered()).toEqual([]);
  desk.find("[role=alertdialog] button", "I looked, it is not there: send again").click();
  await desk.until(() => expect(answered()).toEqual([{ id: 7, version: 4, answer: { answer: "not_there", token: "a1b2c3" } }]));
});

it("keeps “send again” shut until the supplier must have shown it", async () => {
  const early = purchaseDetail({ ask_after: new Date(MORNING + 5 * 60_000).toISOString(), send_again_token: null });
  desk = openDesk(answers({ purchase: () => early }), "/purchases/7");
  await desk.until(() => expect(desk.has("It may still arrive. It can be sent again from")).toBe(true));
  expect(desk.find("button", "It is not there: send again").hasAttribute("disabled")).toBe(true);
  expect(desk.find("button", "It is there (enter number)").hasAttribute("disabled")).toBe(false);
});

it("records the supplier's number when it is there", async () => {
  desk = openDesk(answers(), "/purchases/7");
  await desk.until(() => desk.find("button", "It is there (enter number)"));
  desk.find("button", "It is there (enter number)").click();
  await desk.until(() => desk.find("label", "The supplier’s number for it"));
  const field = document.querySelector<HTMLInputElement>("input[maxlength='80']");
  expect(field).not.toBeNull();
  if (field !== null) desk.type(field, " NL-7781 ");
  await desk.press("enter");
  expect(answered()).toEqual([]);
  [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "It is there")?.click();
  await desk.until(() => expect(answered()).toEqual([{ id: 7, version: 4, answer: { answer: "it_is_there", supplier_number: "NL-7781" } }]));
});
