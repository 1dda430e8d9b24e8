import { afterEach, expect, it } from "vitest";
import type { ExpectationShape } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { confirmsWords, linesOf, paysWords } from "./agreement";
import { SUPPLIERS, supplierDetail } from "./suppliers.fixture";

let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

const NOTHING: ExpectationShape = { supplier_id: 3, confirm_hours: null, reply_confirms: false, senders: [], paid_by: "card", pay_days: null, lapses: false, files: "", files_folder: "", looked_at: null, trouble: "" };

it("tells what was agreed in a line each", () => {
  expect(confirmsWords(NOTHING)).toBe("Does not confirm");
  expect(confirmsWords({ confirm_hours: 48 })).toBe("within 2 working days");
  expect(confirmsWords({ confirm_hours: 36 })).toBe("within 36 working hours");
  expect(paysWords(NOTHING)).toBe("By card or balance");
  expect(paysWords({ paid_by: "per_order", pay_days: 7, lapses: true })).toBe("Each order by itself, within 7 days, or it lapses");
  expect(paysWords({ paid_by: "invoice", pay_days: null, lapses: true })).toBe("By invoice, not watched");
  expect(linesOf(" a@example.com\n\n@example.org; ")).toEqual(["a@example.com", "@example.org"]);
});

it("is changed in a sheet and saved as a whole", async () => {
  const detail = supplierDetail(3);
  const here = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      suppliers: () => ({ total: 1, rows: [SUPPLIERS[2]] as (typeof SUPPLIERS)[number][], next: null }),
      supplier: () => detail,
      supplier_expectation: () => NOTHING,
      supplier_expectation_save: () => ({ count: 1, undo: 2, id: 3 }),
    },
    "/suppliers",
  );
  desk = here;
  await here.until(() => expect(here.has("Does not confirm")).toBe(true));
  here.find("button", "Edit After an order").click();
  await here.until(() => here.find("[role=dialog] label", "Confirms orders"));
  here.find("[role=dialog] label", "Confirms orders").click();
  await here.until(() => here.find("[role=dialog] label", "Within"));
  here.find("[role=dialog] button", "Save").click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "supplier_expectation_save")?.request).toEqual({ ...NOTHING, confirm_hours: 48 }));
});
