import { afterEach, expect, it } from "vitest";
import type { SftpAccountShape, SftpTest } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { findings, isElsewhere, saveRequest } from "./sftp";
import { SUPPLIERS, supplierDetail } from "./suppliers.fixture";

let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

const KEY = "ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrrX1xkkkQGmyABCDEFghij0";
const EMPTY: SftpAccountShape = { supplier_id: 3, host: "", port: 22, user: "", folder: "", archive: "", taken_away: true, host_key: "", signs_in_with: "" };
const SET: SftpAccountShape = { ...EMPTY, host: "files.example.com", user: "moss", folder: "in", signs_in_with: "password" };
const FINE: SftpTest = { ok: true, reached: true, other_key: "", signed_in: true, folder_there: true, folder_writable: true, archive_there: null, message: "" };

it("tells what a test saw, as far as it came", () => {
  const marks = (seen: Partial<SftpTest>): string[] => findings({ ...FINE, ...seen }).map(({ id, mark }) => `${id} ${mark}`);
  expect(marks({})).toEqual(["reached ok", "signedIn ok", "folder ok"]);
  expect(marks({ archive_there: false })).toEqual(["reached ok", "signedIn ok", "folder ok", "archive bad"]);
  expect(marks({ folder_writable: false, archive_there: null })).toEqual(["reached ok", "signedIn ok", "folder bad"]);
  expect(marks({ signed_in: false })).toEqual(["reached ok", "signedIn bad"]);
  expect(marks({ other_key: KEY })).toEqual(["reached ok"]);
  expect(marks({ reached: false })).toEqual(["reached bad"]);
});

it("sends only what was typed, and knows another server", () => {
  const typed = { wayIn: "key" as const, password: "left over", key: "-----BEGIN", passphrase: "" };
  expect(saveRequest(SET, typed)).toEqual({ account: SET, private_key: "-----BEGIN" });
  expect(saveRequest(SET, { ...typed, key: " " })).toEqual({ account: SET });
  expect(saveRequest(SET, { ...typed, wayIn: "password" })).toEqual({ account: SET, password: "left over" });
  expect(isElsewhere({ ...SET, folder: "other" }, SET)).toBe(false);
  expect(isElsewhere({ ...SET, port: 2222 }, SET)).toBe(true);
});

/** The directory, with the supplier of SFTP in focus, over a core that keeps one account. */
function open(start: SftpAccountShape, tests: SftpTest[]): { desk: Desk; saved: () => unknown[] } {
  let account = start;
  const row = { ...SUPPLIERS[2], id: 3, name: "Harborline", channel: "sftp" } as (typeof SUPPLIERS)[number];
  const detail = supplierDetail(3);
  const opened = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      suppliers: () => ({ total: 1, rows: [row], next: null }),
      supplier: () => ({ ...detail, row, supplier: { ...detail.supplier, channel: "sftp" } }),
      sftp_account: () => account,
      sftp_account_save: ({ account: next, password }) => {
        account = { ...next, signs_in_with: password === undefined ? account.signs_in_with : "password" };
        return { count: 1, undo: null, id: 3 };
      },
      sftp_account_test: () => tests.shift() ?? FINE,
    },
    "/suppliers",
  );
  desk = opened;
  return { desk: opened, saved: () => opened.core.calls.filter(({ name }) => name === "sftp_account_save").map(({ request }) => request) };
}

const input = (here: Desk, label: string): HTMLInputElement => {
  const named = here.find("label", label).getAttribute("for") ?? "";
  const field = document.getElementById(named);
  if (!(field instanceof HTMLInputElement)) throw new Error(`${label} is no input.`);
  return field;
};

it("is set up, shows the key before anything is sent, and tests again once it is accepted", async () => {
  const { desk: here, saved } = open(EMPTY, [{ ...FINE, ok: false, other_key: KEY, signed_in: false, folder_there: false, folder_writable: false, message: "Nobody has confirmed yet." }]);
  await here.until(() => expect(here.has("Harborline")).toBe(true));
  if (!here.has("No server yet.")) await here.press("down");
  await here.until(() => expect(here.has("No server yet. Orders for this supplier wait.")).toBe(true));
  here.find("button", "Set up").click();
  await here.until(() => expect(here.has("Folder for orders")).toBe(true));
  const isOff = (name: string): boolean => (here.find("[role=dialog] button", name) as HTMLButtonElement).disabled || here.find("[role=dialog] button", name).getAttribute("aria-disabled") === "true";
  expect(isOff("Save")).toBe(true);
  here.type(input(here, "Host"), "files.example.com");
  here.type(input(here, "User name"), "moss");
  here.type(input(here, "Folder for orders"), "in");
  await here.until(() => expect(isOff("Save")).toBe(true));
  here.type(here.find("input[type=password]") as HTMLInputElement, "sftp-canary");
  await here.until(() => expect(isOff("Save")).toBe(false));
  expect(isOff("Test the connection")).toBe(true);
  here.find("[role=dialog] button", "Save").click();
  await here.until(() => expect(isOff("Test the connection")).toBe(false));
  expect(saved()).toEqual([{ account: { ...SET, signs_in_with: "" }, password: "sftp-canary" }]);
  expect(document.body.innerHTML).not.toContain("sftp-canary");

  here.find("[role=dialog] button", "Test the connection").click();
  await here.until(() => expect(here.has(KEY)).toBe(true));
  expect(here.has("Compare it with what the supplier gave you.")).toBe(true);
  here.find("[role=dialog] button", "Accept this key").click();
  await here.until(() => expect(here.has("Files can be written, renamed and removed in the folder")).toBe(true));
  expect(saved().at(-1)).toEqual({ account: { ...SET, host_key: KEY } });
  expect(here.core.calls.filter(({ name }) => name === "sftp_account_test")).toHaveLength(2);
}, 60_000);

it("warns when the key has changed", async () => {
  const other = KEY.replace("uNiV", "xXxX");
  const { desk: here } = open({ ...SET, host_key: KEY }, [{ ...FINE, ok: false, other_key: other, signed_in: false, folder_there: false, folder_writable: false, message: "" }]);
  await here.until(() => expect(here.has("Harborline")).toBe(true));
  if (!here.has("files.example.com:22")) await here.press("down");
  await here.until(() => expect(here.has("files.example.com:22")).toBe(true));
  const section = here.find("section", "SFTP server");
  [...section.querySelectorAll("button")].find((button) => button.textContent?.includes("Edit"))?.click();
  await here.until(() => expect(here.has("Orders go only to the server with this key:")).toBe(true));
  here.find("[role=dialog] button", "Test the connection").click();
  await here.until(() => expect(here.has("Ask the supplier first.")).toBe(true));
  expect(here.has(other)).toBe(true);
  expect(here.find("[role=dialog] button", "Accept the new key")).toBeDefined();
}, 60_000);
