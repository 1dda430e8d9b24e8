import { afterEach, describe, expect, it } from "vitest";
import type { OfferMatch } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { MATCHES, PRODUCTS } from "./stock.fixture";

let desk: Desk;
afterEach(() => desk.leave());

function open(matches: readonly OfferMatch[]): void {
  desk = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      products: ({ unmapped }) => {
        const rows = PRODUCTS.filter(({ mappings }) => !unmapped || mappings.length === 0);
        return { total: rows.length, rows, next: null };
      },
      offer_matches: () => ({ total: matches.length, rows: [...matches], next: null }),
      mapping_save: () => ({ count: 1, undo: 7, id: 99 }),
      part_rename: () => ({ count: 1, undo: 8, id: null }),
      undo: () => ({ id: 7, action: "mapping", count: 1, redo: null }),
    },
    "/stock",
  );
}

const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);
const fields = (label: string): HTMLInputElement[] => [...document.querySelectorAll("input")].filter((field) => field.getAttribute("aria-label") === label || document.querySelector(`label[for="${field.id}"]`)?.textContent === label);
const focusRow = async (): Promise<void> => {
  await desk.until(() => expect(desk.has("94% alike") || desk.has("76% alike")).toBe(true));
  desk.find("[role=row]", "Ridge 28 L daypack, green").focus();
};

describe("products and their offers", { timeout: 20_000 }, () => {
  it("begins with those that have none, and maps to the likeliest with Enter", async () => {
    open(MATCHES);
    await focusRow();
    expect(desk.has("Dog harness, M")).toBe(false);
    await desk.press("enter");
    await desk.until(() => expect(asked("mapping_save")).toEqual([{ id: null, product_id: 11, zone: "*", rank: 1, offer_id: 21, factor: 1, part: "", supplier: "Harborline", supplier_sku: "HB-RDG-28-GRN" }]));
    await desk.until(() => expect(desk.has("Ridge 28 L daypack, green mapped to HB-RDG-28-GRN")).toBe(true));
    desk.find("button", "Undo").click();
    await desk.until(() => expect(asked("undo")).toEqual([{ id: 7 }]));
  });

  it("maps nothing by itself where two offers are equally alike", async () => {
    open(MATCHES.map((match) => ({ ...match, likeness: 76 })));
    await focusRow();
    await desk.press("enter");
    await desk.until(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Search offers by SKU or title"));
    expect(asked("mapping_save")).toEqual([]);
  });

  it("moves an offer by giving the lower one the upper place", async () => {
    open(MATCHES);
    await focusRow();
    await desk.press("mod+2");
    await desk.until(() => expect(desk.has("Dog harness, M")).toBe(true));
    desk.find("[role=row]", "Ridge 28 L daypack, green").focus();
    await desk.press("j", "j");
    await desk.until(() => desk.find("button", "Take Oakbridge Pets OB-4411 later").click());
    await desk.until(() => expect(asked("mapping_save")).toMatchObject([{ id: 2, rank: 1, supplier_sku: "YH-HARN-M" }]));
  });

  it("shows the parts of a bundle, renames one, and adds an offer to the part that is named", async () => {
    open(MATCHES);
    await focusRow();
    await desk.press("mod+2");
    await desk.until(() => expect(desk.has("Floor lamp, set")).toBe(true));
    desk.find("[role=row]", "Ridge 28 L daypack, green").focus();
    await desk.press("j", "j", "j");
    await desk.until(() => expect(fields("Name of the part").map(({ value }) => value)).toEqual(["Foot", "Shade"]));
    const [, shade] = fields("Name of the part");
    shade!.focus();
    desk.type(shade!, "Lampshade");
    await desk.press("enter");
    await desk.until(() => expect(asked("part_rename")).toEqual([{ product_id: 15, zone: "*", from: "Shade", to: "Lampshade" }]));
    desk.type(fields("Part of the product")[0]!, "shade");
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Map")?.click();
    await desk.until(() => expect(asked("mapping_save")).toMatchObject([{ product_id: 15, part: "shade", rank: 2 }]));
  });

  it("asks which part the present offers serve before a product is bought in parts", async () => {
    open(MATCHES);
    await focusRow();
    await desk.press("mod+2");
    await desk.until(() => expect(desk.has("Linen throw")).toBe(true));
    desk.find("[role=row]", "Ridge 28 L daypack, green").focus();
    await desk.press("j", "j", "j", "j");
    await desk.until(() => expect(fields("Part of the product")[0]?.disabled).toBe(true));
    const [name] = fields("Name of the part");
    name!.focus();
    desk.type(name!, "Throw");
    await desk.press("enter");
    await desk.until(() => expect(asked("part_rename")).toEqual([{ product_id: 14, zone: "*", from: "", to: "Throw" }]));
  });
});
