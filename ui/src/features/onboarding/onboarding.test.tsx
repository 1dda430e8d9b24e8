import { afterEach, describe, expect, it } from "vitest";
import type { Answers } from "../../ipc/fake";
import type { FeeRuleShape } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { newWorkspace, workspaceFixture } from "./workspace.fixture";

let desk: Desk;
afterEach(() => desk.leave());

const done = () => ({ count: 1, undo: null, id: 1 });
const rule: FeeRuleShape = { id: null, shop_id: 0, kind: "payment", gateway: "stripe", percent: "1.5", fixed: "0.25", per: "order", above: "", above_percent: "", small: "", small_fixed: "", min: "", max: "", on_items: true, on_shipping: true, on_tax: true, from: "", to: "", source: "stripe.com/pricing, 2026" };

function open(part: Answers = {}): void {
  let workspace = newWorkspace();
  desk = openDesk(
    {
      workspace_state: () => workspace,
      workspace_setup: ({ name, base_currency, time_zone }) => {
        workspace = { ...workspace, set_up: true, name, base_currency, time_zone };
        return done();
      },
      settings: () => ({ name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "", trading_address: "", trading_email: "", time_zone: "UTC", base_currency: "EUR" }),
      fee_presets: () => ({ total: 1, rows: [{ name: "Stripe, EEA", currency: "EUR", rules: [rule], source: "stripe.com/pricing, 2026" }], next: null }),
      ...part,
    },
    "/inbox",
  );
}

const press = (name: string): void => desk.find("button", name).click();
const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);
const heading = (): string => document.querySelector("h1")?.textContent ?? "";

async function nameIt(): Promise<void> {
  await desk.until(() => expect(heading()).toBe("Where your data lives"));
  const name = desk.find("main input") as HTMLInputElement;
  desk.type(name, "Fernhill Goods");
  await desk.until(() => expect(name.value).toBe("Fernhill Goods"));
  press("Continue");
  await desk.until(() => expect(heading()).toBe("How would you like to start?"));
}

describe("the first start", { timeout: 20_000 }, () => {
  it("is shown instead of an empty inbox, and asks for a name", async () => {
    open();
    await desk.until(() => expect(heading()).toBe("Where your data lives"));
    expect(desk.has("/home/fern/Stockless")).toBe(true);
    press("Continue");
    await desk.until(() => expect(desk.has("Give it a name, such as your company's.")).toBe(true));
    expect(asked("workspace_setup")).toEqual([]);
  });

  it("leads to sample data and the inbox in two presses", async () => {
    open({ sample_create: done });
    await nameIt();
    expect(asked("workspace_setup")).toEqual([{ name: "Fernhill Goods", base_currency: "EUR", time_zone: expect.any(String), margin_floor: "15" }]);
    press("Explore sample data");
    await desk.until(() => expect(asked("sample_create")).toEqual([{ job: expect.stringMatching(/^sample-/) }]));
    await desk.until(() => expect(window.location.hash).toContain("/inbox"));
  });

  it("leads from an empty start over supplier and costs to the inbox", async () => {
    open({ supplier_save: done });
    await nameIt();
    desk.find("label", "Start empty").click();
    await desk.until(() => press("Start empty"));
    await desk.until(() => expect(heading()).toBe("Who do you buy from?"));
    press("Add the supplier");
    await desk.until(() => expect(desk.has("Type the supplier's name.")).toBe(true));
    const name = desk.find("main form input[type=text]") as HTMLInputElement;
    desk.type(name, "Harborline");
    await desk.until(() => expect(name.value).toBe("Harborline"));
    const email = desk.find("input[type=email]") as HTMLInputElement;
    desk.type(email, "orders@harborline.example.com");
    await desk.until(() => expect(email.value).toBe("orders@harborline.example.com"));
    press("Add the supplier");
    await desk.until(() => expect(heading()).toBe("What do your shops cost?"));
    expect(asked("supplier_save")).toMatchObject([{ id: null, name: "Harborline", channel: "email", email: "orders@harborline.example.com" }]);
    press("Continue");
    await desk.until(() => expect(heading()).toBe("Ready"));
    press("Go to the inbox");
    await desk.until(() => expect(window.location.hash).toContain("/inbox"));
  });

  it("says when the sample could not be made, and stays", async () => {
    open({
      sample_create: () => {
        throw Object.assign(new Error("The disk is full."), { code: "storage", action: "Free some space." });
      },
    });
    await nameIt();
    press("Explore sample data");
    await desk.until(() => expect(desk.has("The sample data was not made. The disk is full. Free some space.")).toBe(true));
    expect(heading()).toBe("How would you like to start?");
  });
});

describe("sample data", { timeout: 20_000 }, () => {
  it("says so over every page, and goes away after one question", async () => {
    open({ workspace_state: () => workspaceFixture({ sample: true }), sample_remove: done });
    await desk.until(() => expect(desk.has("Sample data, nothing is sent")).toBe(true));
    press("Use my own shop");
    await desk.until(() => expect(desk.has("Remove the sample data?")).toBe(true));
    expect(asked("sample_remove")).toEqual([]);
    press("Remove and start");
    await desk.until(() => expect(asked("sample_remove")).toEqual([{}]));
    await desk.until(() => expect(window.location.hash).toContain("/welcome"));
  });
});
