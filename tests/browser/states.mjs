// States that a sample shop does not come into by itself. The engine answers as always; what is named here is changed in
// its answer on the way to the page, so that each state is looked at with real orders around it.

const HOUR = 3_600_000;
const ago = (ms) => new Date(Date.now() - ms).toISOString();
const ahead = (ms) => ago(-ms);

const paused = (facts) => (state) => ({ ...state, sample: false, forwarding: { state: "paused", since: ago(HOUR), facts } });
const asking = (count) => (state) => ({ ...state, sample: false, outbox: { ...state.outbox, unknown: count, asking: count } });

const inDoubt = (state) => (row) => ({ ...row, state, placed_at: null, supplier_number: "", doubt_since: ago(5 * HOUR), reason: "The connection broke before the answer." });
const attempt = { id: 1, n: 1, started_at: ago(5 * HOUR), finished_at: ago(5 * HOUR), outcome: "unknown", evidence: "The connection broke before the answer.", kind: "place", status: 502, sent: "POST https://api.nordlicht.example/orders", received: "<html>Bad gateway</html>" };
const next = { step: "ask", at: null, class: "blind", why: null, looks: 0, first_sent_at: ago(5 * HOUR), key_expired_at: null, key_lifetime_ms: null };
const doubt = (state, change) => (detail) => ({ ...detail, row: inDoubt(state)(detail.row), attempts: [attempt], send_again_token: state === "asking" ? "0" : null, next: { ...next, ...change } });

const euro = (amount) => ({ amount, currency: "EUR" });
const waiting = (id, number) => ({ id, number, order_id: id, order_number: number, supplier_id: 1, supplier: "Nordlicht", channel: "email", version: 1, created_at: ago(6 * HOUR), sends_at: null, waits_for_word: false, goods: euro("29.20"), shipping: euro("2.40"), fee: euro("0.00"), total: euro("31.60"), items: "1 \u00d7 Linen throw", document: "", held: null, remind_at: null });
const twoAsking = () => ({ total: 2, rows: [waiting(1, "1042-A"), waiting(2, "1043-A")].map(inDoubt("asking")), next: null });

const supplier = { supplier_id: 1, stopped_since: null, signed_out_since: null, limited_until: null, unknown_run: 0, waiting: 4 };
const alarm = { id: 1, kind: "twice_there", supplier_id: 1, supplier: "Nordlicht", purchase_id: 1, facts: { number: "1042-A", ids: "7781, 7790", reference: "KEY" }, found_at: ago(HOUR) };
const sending = () => ({
  alarms: [alarm, { ...alarm, id: 2, kind: "missing_there" }, { ...alarm, id: 3, kind: "unknown_here", purchase_id: null }, { ...alarm, id: 4, kind: "split_there", facts: { ...alarm.facts, words: "1 of 3 Lamp (out of stock)" } }, { ...alarm, id: 5, kind: "lines_unclear", facts: { ...alarm.facts, words: "it takes 3 of K-100, and 2 were ordered" } }],
  suppliers: [
    { ...supplier, supplier: "Harborline", stopped_since: ago(HOUR), unknown_run: 2 },
    { ...supplier, supplier_id: 2, supplier: "Kestrel Outdoor", signed_out_since: ago(HOUR) },
    { ...supplier, supplier_id: 3, supplier: "Vela Ceramics", limited_until: ahead(HOUR) },
  ],
});
const changed = (order) => ({
  ...order,
  conflict: [["address", "Bj\u00f6rkgatan 12, Uppsala", "Storgatan 3, Uppsala"], ["line", "2 \u00d7 LT-OAT", "1 \u00d7 LT-OAT"]],
  decision: { check: "released", verdict: "decide", facts: { cause: "changed" }, options: [] },
});

const following = (change) => ({ chase_at: null, chased: 0, chased_at: null, confirmed_at: null, confirmed_by: null, ship_on: null, pay_due: null, lapses: false, paid_on: null, paid: null, remind_at: null, needs: [], confirmations: [], replies: [], ...change });
const followed = (change) => (detail) => ({ ...detail, row: { ...detail.row, state: "placed", placed_at: ago(50 * HOUR), doubt_since: null }, next: null, following: following(change) });
const mail = { id: 3, kind: "written", is_known: false, by_message: false, sender: "ana@nordlicht.example", subject: "Re: PO 1042-A", body: "Hello,\n\nthank you, our order number is 7781. The grey one is out of stock until Friday.\n\nKind regards\nAna", their_number: "7781", sent_at: ago(3 * HOUR), found_at: ago(HOUR), answer: "" };
const said = { by: "file", at: ago(HOUR), their_number: "7781", source: "confirmed-0309.csv", lines: [{ sku: "NL-LT-OAT", quantity: 1, price: "31.20", status: "in stock", ship_on: "" }] };
const wanting = (id, number, needs, change) => ({ purchase: { ...waiting(id, number), state: "placed", reason: "", placed_at: ago(50 * HOUR), supplier_number: "", doubt_since: null, ship_by: null, raised_at: null, why: "first" }, needs, since: ago(30 * HOUR), pay_due: null, chased: 0, ...change });
const toFollow = () => ({ total: 3, rows: [wanting(1, "1042-A", ["returned"]), wanting(2, "1043-A", ["lapsed", "chase"], { pay_due: ago(HOUR) }), wanting(3, "1044-A", ["chase"], { chased: 2 })], next: null });

const mailbox = (change) => () => ({ host: "imap.mail.example", port: 993, security: "tls", user: "orders@fernhill.example", folder: "INBOX", sent: "Sent", keeps_sent: true, has_password: true, read_at: ago(12 * 60_000), trouble: "", signed_out: false, next_at: null, ...change });

const quote = (id, supplier, change) => ({ offer_id: id, supplier_id: id, supplier, supplier_sku: `S-${id}`, ...change });
const inParts = (order) => {
  const [line] = order.lines;
  const [best] = line.quotes;
  if (best === undefined) return order;
  const apart = (part, change) => ({ part, forwarded: 0, purchase_ids: [], quotes: [], ...change });
  const parts = [
    apart("Foot", { forwarded: line.quantity, purchase_ids: [77] }),
    apart("Shade", { quotes: [best, { ...best, ...quote(902, "Yarrow Home") }] }),
    apart("Bulb, warm white, pack of two", { quotes: [] }),
  ];
  const bought = { ...waiting(77, `${order.row.number}-1`), supplier: "Kestrel Outdoor", state: "placed", reason: "", placed_at: ago(HOUR), supplier_number: "7781", doubt_since: null, ship_by: null, raised_at: null, why: "first" };
  return { ...order, purchases: [bought], lines: [{ ...line, forwarded: 0, quotes: parts[1].quotes, parts }, ...order.lines.slice(1)] };
};
const none = () => ({ total: 0, rows: [], next: null });
const withText = (text) => (page) => page.getByText(text).first();

export const states = [
  { name: "inbox-troubles", at: "#/inbox", title: "Inbox", rows: 10, answers: { sending, workspace_state: asking(2), purchases: twoAsking }, shows: withText("We do not know whether 2 purchases were received.") },
  { name: "inbox-restored", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: paused({ reason: "journal_knows_more", total: "12", checked: "9", checking: "0", asking: "3", missing: "0" }) }, shows: withText("This backup is older than your last forwards") },
  { name: "inbox-disk-full", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: paused({ reason: "cannot_write", words: "No space is left on the disk." }) }, shows: withText("we cannot write down what we send") },
  { name: "inbox-backup-refused", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: (state) => ({ ...state, sample: false, backup_refused: "database or disk is full" }) }, shows: withText("Today's backup could not be made") },
  { name: "workspace-refused", at: "#/inbox", answers: { workspace_state: () => ({ refused: { code: "storage", message: "The file of this workspace is not there: /home/ana/Fernhill/workspace.stockless. Put the last backup in its place: /home/ana/Fernhill/backups/2026-03-09T090000000Z.daily.stockless.", action: null } }) }, shows: withText("This workspace was not opened") },
  { name: "inbox-read-only", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: (state) => ({ ...state, sample: false, forwarding: { state: "read_only", since: null, facts: {} } }) }, shows: withText("This window can only read.") },
  { name: "inbox-changed", at: "#/inbox", title: "Inbox", rows: 10, answers: { order: changed }, shows: (page) => (page.viewportSize().width < 1080 ? page.getByRole("row").first() : page.getByRole("button", { name: "See what to do" })) },
  { name: "activity-troubles", at: "#/activity", title: "Activity", answers: { sending }, shows: withText("asked us to wait until") },
  { name: "purchase-asking", at: "#/purchases/1", answers: { purchase: doubt("asking", { looks: 6, class: "listed" }) }, shows: (page) => page.getByRole("button", { name: "It is not there: send again" }) },
  { name: "purchase-finding-out", at: "#/purchases/1", answers: { purchase: doubt("unknown", { step: "send_same", class: "keyed", at: ahead(HOUR) }) }, first: (page) => page.getByText("What was sent and what came back").click(), shows: withText("status 502") },
  { name: "purchase-returned", at: "#/purchases/1", answers: { purchase: followed({ chase_at: ago(HOUR), needs: ["returned"], replies: [{ ...mail, kind: "returned", body: "550 5.1.1 <orders@nordlicht.example>: no such mailbox", their_number: "" }] }) }, shows: (page) => page.getByRole("button", { name: "It never arrived" }) },
  { name: "purchase-mail", at: "#/purchases/1", answers: { purchase: followed({ chase_at: ahead(HOUR), pay_due: ahead(20 * HOUR), lapses: true, needs: ["read", "pay"], replies: [mail] }) }, shows: (page) => page.getByRole("button", { name: "This is their confirmation" }) },
  { name: "purchase-lapsed", at: "#/purchases/1", answers: { purchase: followed({ pay_due: ago(HOUR), lapses: true, needs: ["lapsed"], confirmed_at: ago(9 * HOUR), confirmed_by: "file", confirmations: [said] }) }, shows: (page) => page.getByRole("button", { name: "It has lapsed there" }) },
  { name: "follow-up", at: "#/purchases?state=follow_up", answers: { follow_ups: toFollow }, rows: 4, shows: withText("The mail came back") },
  { name: "follow-up-none", at: "#/purchases?state=follow_up", answers: { follow_ups: none }, shows: withText("Nothing to follow up") },
  { name: "mailbox", at: "#/settings/mail", answers: { mailbox: mailbox({}) }, shows: (page) => page.getByRole("textbox", { name: "Incoming server (IMAP)" }) },
  { name: "mailbox-trouble", at: "#/settings/mail", answers: { mailbox: mailbox({ trouble: "The server refuses the user name or the password.", signed_out: true, read_at: ago(20 * HOUR) }) }, shows: withText("The server refuses the user name or the password.") },
  { name: "forward-limit", at: "#/inbox", title: "Inbox", rows: 10, answers: { forward_review: (review) => ({ ...review, asks: true }) }, first: (page) => page.keyboard.press("Shift+F"), shows: (page) => page.getByRole("dialog").getByRole("checkbox").first() },
  { name: "order-parts", at: "#/orders/1193", answers: { order: inParts }, shows: withText("Shade") },
  { name: "order-changed", at: "#/orders/1", answers: { order: changed }, shows: (page) => page.getByRole("button", { name: "Done" }) },
];
