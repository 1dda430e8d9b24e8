import { afterEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../ipc/fake";
import type { ImportRequest, Preview } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { HISTORY, REJECTED, answerFixture, ownTablePreview, shopifyPreview } from "./imports.fixture";

let desk: Desk;
afterEach(() => desk.leave());

const FILE = "/home/fern/Downloads/orders_export.csv";
const page = <Row,>(rows: readonly Row[]) => ({ total: rows.length, rows: [...rows], next: null });

/** The window's dialogs are asked by the same road as the core. */
const withDialog = (answers: Answers, paths: string[] | null): Answers => Object.assign(answers, paths === null ? {} : { host_pick_files: () => ({ paths }) });

function open(preview: (request: ImportRequest) => Preview, paths: string[] | null = [FILE], run = answerFixture()): void {
  const answers: Answers = { workspace_state: () => workspaceFixture(), import_preview: preview, import_run: () => run, imports: () => page(HISTORY), import_rejections: () => page(REJECTED) };
  desk = openDesk(withDialog(answers, paths), "/imports/orders");
}

const press = (name: string): void => desk.find("button", name).click();
const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);
const importButton = (): HTMLButtonElement => desk.find("button", "Import 330 orders") as HTMLButtonElement;

describe("importing a file", { timeout: 20_000 }, () => {
  it("shows what would happen, imports, and lists what was not used", async () => {
    open(() => shopifyPreview());
    await desk.until(() => press("Choose files"));
    await desk.until(() => expect(desk.has("Shopify order export, UTF-8, separated by commas")).toBe(true));
    for (const { value, reason, fix } of REJECTED) expect([value, reason, fix].every((text) => desk.has(text))).toBe(true);
    expect(desk.has("3 rows were not used")).toBe(true);

    importButton().click();
    await desk.until(() => expect(desk.has("1,204 orders read")).toBe(true));
    expect(asked("import_run")).toEqual([{ kind: "orders", files: [FILE], shop_id: 1, job: expect.stringMatching(/^import-/) }]);
    expect(desk.has("318 new, 12 changed, 871 unchanged.")).toBe(true);
    expect(desk.has("12,5O")).toBe(true);
    expect(desk.has("the lines add up to 41.40")).toBe(true);
  });

  it("copies the rows that were not used as a table", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    open(() => shopifyPreview());
    await desk.until(() => press("Choose files"));
    await desk.until(() => press("Copy as a table"));
    const lines = writeText.mock.calls[0]?.[0].split("\n") ?? [];
    expect(lines[0]).toBe("File\tLine\tColumn\tValue\tWhy\tWhat to do");
    expect(lines).toContain("orders_export.csv\t204\tTotal\t12,5O\tit is not an amount\twrite a number such as 12.50");
  });

  it("takes a typed path where there is no dialog", async () => {
    open(() => shopifyPreview(), null);
    await desk.until(() => press("Choose files"));
    const field = desk.find("input", "Or type where the file is") as HTMLInputElement;
    desk.type(field, FILE);
    await desk.until(() => expect((desk.find("button", "Add") as HTMLButtonElement).disabled).toBe(false));
    press("Add");
    await desk.until(() => expect(asked("import_preview")).toEqual([{ kind: "orders", files: [FILE] }]));
  });

  it("asks about dates and amounts with two readings, and imports only then", async () => {
    const mapped = { columns: { order_number: "Bestellung", placed: "Datum", total: "Summe", sku: "Artikel", units: "Artikel" }, constants: {}, day_order: "", decimal_sign: "" };
    open(({ columns }) => ownTablePreview({ choice: columns ?? mapped, result: answerFixture({ added: 330, changed: 0, rejected: [], notes: [] }) }));
    await desk.until(() => press("Choose files"));
    await desk.until(() => expect(desk.has("Dates can be read in two ways. Which comes first?")).toBe(true));
    expect(desk.has("03/04/2026 is Fri 3 April 2026")).toBe(true);
    expect(desk.has("1.234 is 1,234.00")).toBe(true);
    expect(importButton().disabled).toBe(true);

    desk.find("label", "The month").click();
    await desk.until(() => expect(desk.has("Dates can be read in two ways. Which comes first?")).toBe(false));
    expect(importButton().disabled).toBe(true);
    desk.find("label", "The comma").click();
    await desk.until(() => expect(importButton().disabled).toBe(false));
    expect(asked("import_preview").at(-1)).toEqual({ kind: "orders", files: [FILE], columns: { ...mapped, day_order: "month_first", decimal_sign: "comma" } });

    importButton().click();
    await desk.until(() => expect(asked("import_run")).toHaveLength(1));
    expect(asked("import_run")[0]).toMatchObject({ shop: "bestellungen", columns: { day_order: "month_first", decimal_sign: "comma" } });
  });

  it("does not import while a needed column is missing, and says which", async () => {
    open(({ columns }) => ownTablePreview({ choice: columns ?? { ...ownTablePreview().choice, day_order: "day_first", decimal_sign: "comma" } }));
    await desk.until(() => press("Choose files"));
    await desk.until(() => expect(desk.has("Choose columns for SKU and Units first.")).toBe(true));
  });

  it("says what was kept after it was stopped", async () => {
    open(() => shopifyPreview(), [FILE], answerFixture({ read: 400, stopped: true, rejected: [], notes: [] }));
    await desk.until(() => press("Choose files"));
    await desk.until(() => importButton().click());
    await desk.until(() => expect(desk.has("Stopped after 400 orders")).toBe(true));
    expect(desk.has("What was read until then is kept.")).toBe(true);
  });

  it("says why a file cannot be read, and reads it again", async () => {
    let isThere = false;
    open(() => {
      if (!isThere) throw Object.assign(new Error("orders_export.csv is not there any more."), { code: "file", action: "Choose it again." });
      return shopifyPreview();
    });
    await desk.until(() => press("Choose files"));
    await desk.until(() => expect(desk.has("orders_export.csv is not there any more.")).toBe(true));
    isThere = true;
    press("Read again");
    await desk.until(() => expect(desk.has("Shopify order export")).toBe(true));
  });
});
