import { afterEach, expect, it } from "vitest";
import type { SupplierApi } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { apiRequest, classWords } from "./api";
import { SUPPLIERS, supplierDetail } from "./suppliers.fixture";

let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

const EMPTY: SupplierApi = { supplier_id: 3, description: "", base_url: "", allowed_host: "", own_authority: "", look_first: false, can_look: false, has_secret: false, class: "", fault: "", in_doubt: 0 };
const SET: SupplierApi = { ...EMPTY, description: "name = \"Miru\"", has_secret: true, class: "listed" };

it("sends a key only when one was typed, and says what can be promised", () => {
  expect(apiRequest(SET, "")).toEqual({ supplier_id: 3, description: "name = \"Miru\"", base_url: "", allowed_host: "", own_authority: "", look_first: false });
  expect(apiRequest({ ...SET, base_url: " https://api.example.com " }, "canary")).toMatchObject({ base_url: "https://api.example.com", secret: "canary" });
  expect(classWords("blind")).toBe("You are asked when an answer is lost");
  expect(classWords("later")).toBe("later");
});

it("asks whose a new key is while something is being found out", async () => {
  const here = open({ ...SET, in_doubt: 2 }, "/suppliers/3");
  await here.until(() => here.find("button", "Connection").click());
  await here.until(() => expect(here.has("One is kept.")).toBe(true));
  expect(here.has("Whose key is this?")).toBe(false);
  here.type(here.find("[role=dialog] input[type=password]") as HTMLInputElement, "api-canary");
  await here.until(() => expect(here.has("Of 2 purchase orders it is not known yet whether they arrived.")).toBe(true));
  const save = (): HTMLButtonElement => here.find("[role=dialog] button", "Save") as HTMLButtonElement;
  expect(save().disabled || save().getAttribute("aria-disabled") === "true").toBe(true);
  here.find("[role=dialog] input[type=radio][value=other]").click();
  await here.until(() => expect(save().disabled || save().getAttribute("aria-disabled") === "true").toBe(false));
  save().click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "supplier_api_save")?.request).toMatchObject({ secret: "api-canary", same_account: false }));
});

function open(start: SupplierApi, path = "/suppliers", channel = "api"): Desk {
  let api = start;
  const row = { ...SUPPLIERS[2], id: 3, name: "Harborline", channel: "api" } as (typeof SUPPLIERS)[number];
  const detail = supplierDetail(3);
  desk = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      suppliers: () => ({ total: 1, rows: [row], next: null }),
      supplier: () => ({ ...detail, row, supplier: { ...detail.supplier, channel } }),
      supplier_save: () => ({ count: 1, undo: null, id: 3 }),
      offers: () => ({ total: 0, rows: [], next: null }),
      supplier_api: () => api,
      supplier_api_save: () => {
        api = SET;
        return { count: 1, undo: null, id: 3 };
      },
      supplier_api_test: () => ({ ok: true, words: "The supplier answered and knows us." }),
    },
    path,
  );
  return desk;
}

it("is described, tested without ordering anything, and shows no key", async () => {
  const here = open(EMPTY);
  await here.until(() => expect(here.has("Harborline")).toBe(true));
  if (!here.has("No description yet.")) await here.press("down");
  await here.until(() => expect(here.has("No description yet. Orders for this supplier wait.")).toBe(true));
  here.find("button", "Set up").click();
  await here.until(() => expect(here.has("Key or password")).toBe(true));
  const button = (name: string): HTMLButtonElement => here.find("[role=dialog] button", name) as HTMLButtonElement;
  const isOff = (name: string): boolean => button(name).disabled || button(name).getAttribute("aria-disabled") === "true";
  expect(isOff("Save")).toBe(true);
  here.type(here.find("[role=dialog] textarea") as unknown as HTMLInputElement, "name = \"Miru\"");
  here.type(here.find("[role=dialog] input[type=password]") as HTMLInputElement, "api-canary");
  await here.until(() => expect(isOff("Save")).toBe(false));
  button("Save").click();
  await here.until(() => expect(isOff("Test the connection")).toBe(false));
  const saved = here.core.calls.filter(({ name }) => name === "supplier_api_save").map(({ request }) => request);
  expect(saved).toEqual([{ supplier_id: 3, description: "name = \"Miru\"", base_url: "", allowed_host: "", own_authority: "", look_first: false, secret: "api-canary" }]);
  expect(document.body.innerHTML).not.toContain("api-canary");
  button("Test the connection").click();
  await here.until(() => expect(here.has("The supplier answered and knows us.")).toBe(true));
  expect(here.has("its list is looked at after a wait")).toBe(true);
}, 60_000);

it("is asked for as soon as a supplier is to be reached through it", async () => {
  const here = open(EMPTY, "/suppliers/3?edit=true", "email");
  await here.until(() => here.find("[role=dialog] input[type=radio][value=api]").click());
  await here.until(() => expect(here.has("Save, and the form for the description opens.")).toBe(true));
  expect(here.has("File name")).toBe(false);
  here.find("[role=dialog] button", "Save").click();
  await here.until(() => expect(here.has("Key or password")).toBe(true));
});

it("looks at the records first where that is switched on and they can be read", async () => {
  const here = open({ ...SET, can_look: true }, "/suppliers/3");
  await here.until(() => here.find("button", "Connection").click());
  await here.until(() => expect(here.has("Always look there first")).toBe(true));
  here.find("[role=dialog] input[type=checkbox]").click();
  const save = (): HTMLButtonElement => here.find("[role=dialog] button", "Save") as HTMLButtonElement;
  await here.until(() => expect(save().disabled || save().getAttribute("aria-disabled") === "true").toBe(false));
  save().click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "supplier_api_save")?.request).toMatchObject({ look_first: true }));
  here.leave();
  const other = open(SET, "/suppliers/3");
  await other.until(() => other.find("button", "Connection").click());
  await other.until(() => expect(other.has("This supplier's records cannot be read.")).toBe(true));
});
