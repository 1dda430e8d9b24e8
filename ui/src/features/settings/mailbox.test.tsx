import { afterEach, expect, it } from "vitest";
import type { MailboxShape } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";

let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

const BOX: MailboxShape = { host: "imap.example.com", port: 993, security: "tls", user: "moss", folder: "INBOX", sent: "", keeps_sent: false, has_password: true, read_at: "2026-03-09T08:00:00.000Z", trouble: "", signed_out: false, next_at: null };
const ACCOUNT = { host: "", port: 0, security: "", user: "", from_name: "", from_address: "", has_password: false };

function open(start: Partial<MailboxShape>): Desk {
  let box = { ...BOX, ...start };
  desk = openDesk(
    {
      workspace_state: () => workspaceFixture(),
      mail_account: () => ACCOUNT,
      mailbox: () => box,
      mailbox_save: ({ mailbox }) => {
        box = { ...mailbox, trouble: "", signed_out: false };
        return { count: 1, undo: null, id: null };
      },
      mailbox_test: () => ({ ok: true, message: "imap.example.com took the sign-in.", folders: ["INBOX", "Sent"], sent: "Sent" }),
      mailbox_look: () => ({ count: 2, undo: null, id: null }),
    },
    "/settings/mail",
  );
  return desk;
}

const field = (here: Desk, label: string): HTMLInputElement => {
  const found = document.getElementById(here.find("label", label).getAttribute("for") ?? "");
  if (!(found instanceof HTMLInputElement)) throw new Error(`${label} is no input.`);
  return found;
};

it("asks for a password again when the server or the user is another one", async () => {
  const here = open({});
  await here.until(() => here.find("button", "Save mailbox"));
  here.type(field(here, "Incoming server (IMAP)"), "imap.example.org");
  await here.until(() => expect(here.find("button", "Save mailbox").hasAttribute("disabled")).toBe(true));
  const passwords = [...document.querySelectorAll<HTMLInputElement>("input[type=password]")];
  here.type(passwords[passwords.length - 1] as HTMLInputElement, "app password");
  await here.until(() => expect(here.find("button", "Save mailbox").hasAttribute("disabled")).toBe(false));
  here.find("button", "Save mailbox").click();
  await here.until(() => expect(here.core.calls.find(({ name }) => name === "mailbox_save")?.request).toEqual({ mailbox: { ...BOX, host: "imap.example.org" }, password: "app password" }));
}, 20_000);

it("says what keeps it from being read, and looks when told to", async () => {
  const here = open({ trouble: "imap.example.com does not accept the user name and password of the mailbox: no.", signed_out: true });
  await here.until(() => expect(here.has("Enter the password again.")).toBe(true));
  here.find("button", "Look now").click();
  await here.until(() => expect(here.has("2 mails about orders")).toBe(true));
}, 20_000);
