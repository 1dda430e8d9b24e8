import { afterEach, describe, expect, it } from "vitest";
import { add } from "../../i18n/decimal";
import type { EntriesRequest } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { amountOf, growth, perOrder } from "./figures";
import { entriesFixture, movedFixture, profitAnswer, profitRow } from "./profit.fixture";

let desk: Desk;
afterEach(() => desk.leave());

const settings = { name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "", trading_address: "", trading_email: "", time_zone: "Europe/Berlin", base_currency: "EUR" };

function open(sum = "-6937.50"): void {
  desk = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      settings: () => settings,
      profit: profitAnswer,
      profit_moved: () => movedFixture,
      profit_entries: () => entriesFixture(sum),
      profit_export: ({ path }) => ({ path, bytes: 2048 }),
    },
    "/profit",
  );
}

const table = (label: string): HTMLElement => desk.find("table", label);
const plain = (text: string): string => text.replaceAll(",", "").replaceAll("\u2212", "-").replace(/[^\d.-]/g, "");
const cells = (row: Element | null): string[] => [...(row?.children ?? [])].map((cell) => plain(cell.textContent ?? ""));

describe("the profit of a period", { timeout: 20_000 }, () => {
  it("shows rows that add up to the total below them, in every amount", async () => {
    open();
    await desk.until(() => expect(table("Profit by part").querySelectorAll("tbody tr").length).toBeGreaterThan(3));
    const rows = [...table("Profit by part").querySelectorAll("tbody tr")].map(cells);
    const total = cells(table("Profit by part").querySelector("tfoot tr"));
    for (const column of [2, 3, 4, 5, 6]) expect(rows.reduce((sum, row) => add(sum, row[column] ?? ""), "0.00")).toBe(total[column]);
  });

  it("says the same in the statement, the key figures and the total", async () => {
    open();
    await desk.until(() => expect(desk.has("From sales to net profit")).toBe(true));
    const net = amountOf(profitAnswer({ from: "2026-03-01", to: "2026-03-31", by: "product" }).total, "net_profit").amount;
    const statement = [...document.querySelectorAll("tr[data-kind=result] td")].map((cell) => plain(cell.textContent ?? ""));
    expect(statement).toContain(net);
    expect(plain(desk.find("li button", "Net profit").textContent ?? "").startsWith(net)).toBe(true);
    expect(cells(table("Profit by part").querySelector("tfoot tr"))[6]).toBe(net);
  });

  it("opens the entries behind a figure, and says that they sum to it", async () => {
    open();
    await desk.until(() => desk.find("button", "Ads, −€6,937.50").click());
    await desk.until(() => expect(document.querySelector("[role=dialog]")?.textContent).toContain("2 entries"));
    const asked = desk.core.calls.findLast(({ name }) => name === "profit_entries")?.request as EntriesRequest;
    expect(asked).toEqual({ from: "2026-03-01", to: "2026-03-31", step: "ads" });
    expect(document.querySelector("[role=dialog] [aria-label='equal to the figure, −€6,937.50']")).not.toBeNull();
  });

  it("narrows the entries to the row that was pressed, and says when they sum to something else", async () => {
    open("-2140.01");
    await desk.until(() => desk.find("button", "Ridge 28 L daypack, Ads").click());
    await desk.until(() => expect(document.querySelector("[role=dialog] [aria-label='not equal to the figure, −€2,140.00']")).not.toBeNull());
    expect(desk.core.calls.findLast(({ name }) => name === "profit_entries")?.request).toEqual({ from: "2026-03-01", to: "2026-03-31", product_id: 11, step: "ads" });
  });

  it("opens the estimates that are still open", async () => {
    open();
    await desk.until(() => desk.find("button", "96% of costs final").click());
    await desk.until(() => expect(desk.core.calls.findLast(({ name }) => name === "profit_entries")?.request).toEqual({ from: "2026-03-01", to: "2026-03-31", estimated_only: true }));
  });

  it("goes to the period before, and cuts by another part, by key", async () => {
    open();
    await desk.until(() => expect(desk.has("March 2026")).toBe(true));
    await desk.until(() => expect(desk.has("Ridge 28 L daypack")).toBe(true));
    document.getElementById("main")?.focus();
    await desk.press("b", "b");
    await desk.until(() => expect(desk.core.calls.some(({ name, request }) => name === "profit" && (request as { by: string; to: string }).by === "shop" && (request as { to: string }).to === "2026-03-31")).toBe(true));
    document.getElementById("main")?.focus();
    await desk.press("ArrowLeft");
    await desk.until(() => expect(desk.has("compared with January")).toBe(true));
  });

  it("writes a report where the person says", async () => {
    open();
    await desk.until(() => expect(desk.has("From sales to net profit")).toBe(true));
    document.getElementById("main")?.focus();
    await desk.press("e");
    await desk.until(() => expect(desk.has("Export the report")).toBe(true));
    const path = desk.find("[role=dialog] input[type=text]") as HTMLInputElement;
    desk.type(path, "/home/fern/profit.xlsx");
    await desk.until(() => expect(path.value).toBe("/home/fern/profit.xlsx"));
    desk.find("button", "Save the file").click();
    await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "profit_export")?.request).toMatchObject({ format: "xlsx", path: "/home/fern/profit.xlsx", report: { from: "2026-02-01" } }));
  });
});

describe("figures", { timeout: 20_000 }, () => {
  const row = profitRow("", null, 3, 3, { sales_with_tax: "10.00" }, { margin: null, refunds: null });

  it("divides to the cent and by nothing at all", () => {
    expect(perOrder(row)).toEqual({ amount: "3.33", currency: "EUR" });
    expect(perOrder({ ...row, orders: 0 })).toBeNull();
  });

  it("grows against what was, also from a loss", () => {
    expect(growth("110.00", "100.00")).toBe("10.0");
    expect(growth("50.00", "-100.00")).toBe("150.0");
    expect(growth("1.00", "0.00")).toBeNull();
  });
});
