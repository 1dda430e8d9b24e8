import { afterEach, expect, it, vi } from "vitest";
import type { FollowingShape } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { euro, MORNING } from "../orders/orders.fixture";
import { confirmationSentence, paymentSentence } from "./followWords";
import { purchaseDetail, purchaseRow } from "./purchases.fixture";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

const at = (hours: number): string => new Date(MORNING + hours * 3_600_000).toISOString();
const following = (change: Partial<FollowingShape> = {}): FollowingShape => ({
  chase_at: null, chased: 0, chased_at: null, confirmed_at: null, confirmed_by: null, ship_on: null, pay_due: null, lapses: false, paid_on: null, paid: null, remind_at: null, needs: [], confirmations: [], replies: [], ...change,
});
const placed = (change: Partial<FollowingShape>): ReturnType<typeof purchaseDetail> =>
  purchaseDetail({ row: purchaseRow({ state: "placed", placed_at: at(-30), doubt_since: null }), next: null, send_again_token: null, following: following(change) });

it("never says that an unpaid order has lapsed, only that it may have", () => {
  const unpaid = (hours: number, lapses: boolean): string => paymentSentence(placed({ pay_due: at(hours), lapses }), MORNING);
  expect(unpaid(5, true)).toContain("or Nordlicht GmbH drops it");
  expect(unpaid(-5, true)).toContain("We do not know whether it did");
  expect(unpaid(-5, false)).toMatch(/^It was to be paid until/);
  expect(paymentSentence(placed({ pay_due: at(-5), lapses: true, paid_on: "2026-03-08", paid: euro("31.60") }), MORNING)).toContain("31.60 paid on");
});

it("says where the confirmation stands", () => {
  expect(confirmationSentence(following({ chase_at: at(5) }), MORNING)).toMatch(/^Waiting for confirmation until/);
  expect(confirmationSentence(following({ chase_at: at(-5), chased: 2, chased_at: at(-9) }), MORNING)).toMatch(/^No confirmation came until .* Asked for 2 times/);
  expect(confirmationSentence(following({ confirmed_at: at(-1), confirmed_by: "reply", ship_on: "2026-03-11" }), MORNING)).toMatch(/^Confirmed .* by mail\. They send it on/);
  expect(confirmationSentence(following(), MORNING)).toBe("No confirmation is expected.");
});

it("chases a confirmation with a drafted mail, and sends the word with the version that was shown", async () => {
  const detail = placed({ chase_at: at(-2), needs: ["chase"] });
  const here = openDesk(morning({ purchase: () => detail, purchase_follow: () => ({ count: 1, undo: 4, id: 7 }), supplier: () => Promise.reject(new Error("not asked for")) }).answers, "/purchases/7");
  desk = here;
  await here.until(() => here.find("button", "I have asked"));
  expect(here.has("No confirmation came until")).toBe(true);
  here.find("button", "I have asked").click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "purchase_follow")?.request).toEqual({ id: 7, version: 4, says: { word: "chased" } }));
});

it("asks whether a mail is the confirmation, with the number read from it", async () => {
  const reply = { id: 3, kind: "written", is_known: false, by_message: false, sender: "ana@other.example.com", subject: "PO MM-10470-1", body: "Our order number: 7781", their_number: "7781", sent_at: at(-1), found_at: at(-1), answer: "" };
  const detail = placed({ needs: ["read"], replies: [reply] });
  const here = openDesk(morning({ purchase: () => detail, purchase_follow: () => ({ count: 1, undo: 4, id: 7 }) }).answers, "/purchases/7");
  desk = here;
  await here.until(() => here.find("button", "This is their confirmation"));
  expect(here.has("This address is not known as one of Nordlicht GmbH.")).toBe(true);
  here.find("button", "This is their confirmation").click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "purchase_follow")?.request).toEqual({ id: 7, version: 4, says: { word: "reply_confirms", reply_id: 3, supplier_number: "7781" } }));
});

it("lists what is to be followed up, longest waiting first", async () => {
  const row = { purchase: purchaseRow({ state: "placed" }), needs: ["lapsed", "chase"], since: at(-40), pay_due: at(-40), chased: 0 };
  const here = openDesk(morning({ follow_ups: () => ({ total: 1, rows: [row], next: null }) }).answers, "/purchases?state=follow_up");
  desk = here;
  await here.until(() => expect(here.has("Not paid; may have lapsed \u00b7 Not confirmed")).toBe(true));
});
