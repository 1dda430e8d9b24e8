import { afterEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../ipc/fake";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { MORNING } from "../orders/orders.fixture";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { SENT_AT, nextStep, purchaseDetail, purchaseRow } from "./purchases.fixture";

vi.setConfig({ testTimeout: 60_000 });
const HOUR = 3_600_000;
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

it("says of what is cancelled there that it is ordered anew, and never that it is sent again", async () => {
  desk = openDesk(answers({ purchase: () => purchaseDetail({ ended_there: true, row: purchaseRow({ reason: "The supplier has it, and it is cancelled there: 7781." }) }) }), "/purchases/7");
  await desk.until(() => expect(desk.has("PO MM-10470-1 is cancelled at Nordlicht GmbH.")).toBe(true));
  expect(desk.has("It is cancelled there. Order it again as a new purchase.")).toBe(true);
  for (const wrong of ["send again", "We do not know"]) expect(desk.has(wrong)).toBe(false);
  desk.find("button", "Order it again as a new purchase").click();
  await desk.until(() => desk.find("[role=alertdialog] button", "Cancel"));
  expect(desk.has("Nothing is sent now.")).toBe(true);
  desk.find("[role=alertdialog] button", "Order it again as a new purchase").click();
  await desk.until(() => expect(answered()).toEqual([{ id: 7, version: 4, answer: { answer: "not_there", token: "a1b2c3" } }]));
});

it("offers a look where there are records, and never a key for the answer", async () => {
  desk = openDesk(answers({ purchase: () => purchaseDetail({ can_look: true, next: nextStep({ class: "listed", looks: 6 }) }) }), "/purchases/7");
  await desk.until(() => desk.find("button", "Look again"));
  desk.find("button", "Look again").click();
  await desk.until(() => expect(answered()).toEqual([{ id: 7, version: 4, answer: { answer: "look_again" } }]));
});

it("says why the supplier's memory is no longer relied on", async () => {
  const forgotten = nextStep({ first_sent_at: new Date(MORNING - 26 * HOUR).toISOString(), key_expired_at: new Date(MORNING - HOUR).toISOString(), key_lifetime_ms: 24 * HOUR });
  desk = openDesk(answers({ purchase: () => purchaseDetail({ next: forgotten }) }), "/purchases/7");
  await desk.until(() => expect(desk.has("Nordlicht GmbH remembers our order number for 24 h only, and it was first sent 26 h ago. We will not send it again without you.")).toBe(true));
});

describe("while Stockless finds out by itself", () => {
  const at = new Date(MORNING + 5 * 60_000).toISOString();
  const looked = { id: 2, n: 2, started_at: SENT_AT, finished_at: SENT_AT, outcome: "definite_no", evidence: "It is not in the supplier's records.", kind: "look", status: 200, sent: "GET /orders", received: "[]" };
  const cases: [string, Partial<PurchaseDetail>, string][] = [
    ["under its key", { next: nextStep({ step: "send_same", class: "keyed", at }) }, "We send the same request again under its number. Nordlicht GmbH recognises it, so it cannot become a second order. Next at"],
    ["by its draft", { next: nextStep({ step: "send_same", class: "drafted" }) }, "We confirm the same draft again. Confirming twice changes nothing at Nordlicht GmbH."],
    ["before the list can be trusted", { next: nextStep({ step: "look", class: "listed", at }) }, "we look into the list of Nordlicht GmbH. Before that the list may not show it yet."],
    ["after a list that does not show it", { next: nextStep({ step: "look", class: "listed", looks: 1, at }), attempts: [looked, ...purchaseDetail().attempts] }, "The list of Nordlicht GmbH does not show PO MM-10470-1. The list can lag behind.We look again at"],
    ["after a list that could not be read", { next: nextStep({ step: "look", class: "listed", looks: 1, at }), attempts: [{ ...looked, outcome: "unknown", evidence: "The page was cut off." }] }, "The list of Nordlicht GmbH could not be read: the page was cut off."],
    ["where nothing can be read", { next: nextStep({ at }) }, "It may still arrive until"],
    ["without a key that is accepted", { next: nextStep({ step: "wait", class: "keyed", why: "signed_out" }) }, "Nordlicht GmbH no longer accepts our key. Once you have signed in again, we find out by ourselves."],
    ["while forwarding is paused", { next: nextStep({ step: "wait", class: "keyed", why: "paused" }) }, "Forwarding is paused. Once it goes on, we find out by ourselves."],
  ];
  it.each(cases)("says what it does next %s", async (_, change, words) => {
    desk = openDesk(answers({ purchase: () => purchaseDetail({ row: purchaseRow({ state: "unknown" }), send_again_token: null, ...change }) }), "/purchases/7");
    await desk.until(() => desk.find("button", "It is there (enter number)"));
    expect(document.querySelector("section[data-look=calm] header")?.textContent ?? "").toContain(words);
    expect(document.querySelectorAll("[data-look=primary]")).toHaveLength(0);
    expect([...document.querySelectorAll("button")].some(({ textContent }) => textContent.includes("send again"))).toBe(false);
    for (const forbidden of ["failed", "Failed", "try again", "Try again"]) expect(desk.has(forbidden)).toBe(false);
  });
});

it("opens what was sent and what came back, and folds what is long", async () => {
  const [attempt] = purchaseDetail().attempts;
  const long = { ...attempt!, sent: "POST /orders\nAuthorization: (removed)", received: `<html>${"x".repeat(3000)}</html>`, status: 502 };
  desk = openDesk(answers({ purchase: () => purchaseDetail({ attempts: [long] }) }), "/purchases/7");
  await desk.until(() => desk.find("summary", "What was sent and what came back"));
  desk.find("summary", "What was sent and what came back").click();
  expect(desk.has("Came back, status 502")).toBe(true);
  expect(document.querySelectorAll("pre")[1]?.textContent).toHaveLength(1202);
  desk.find("button", "Show all").click();
  await desk.until(() => expect(document.querySelectorAll("pre")[1]?.textContent).toHaveLength(long.received.length));
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
