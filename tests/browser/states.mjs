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
  alarms: [alarm, { ...alarm, id: 2, kind: "missing_there" }, { ...alarm, id: 3, kind: "unknown_here", purchase_id: null }],
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
const withText = (text) => (page) => page.getByText(text).first();

export const states = [
  { name: "inbox-troubles", at: "#/inbox", title: "Inbox", rows: 10, answers: { sending, workspace_state: asking(2), purchases: twoAsking }, shows: withText("We do not know whether 2 purchases were received.") },
  { name: "inbox-restored", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: paused({ reason: "journal_knows_more", total: "12", checked: "9", checking: "0", asking: "3", missing: "0" }) }, shows: withText("This backup is older than your last forwards") },
  { name: "inbox-disk-full", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: paused({ reason: "cannot_write", words: "No space is left on the disk." }) }, shows: withText("we cannot write down what we send") },
  { name: "inbox-read-only", at: "#/inbox", title: "Inbox", rows: 10, answers: { workspace_state: (state) => ({ ...state, sample: false, forwarding: { state: "read_only", since: null, facts: {} } }) }, shows: withText("This window can only read.") },
  { name: "inbox-changed", at: "#/inbox", title: "Inbox", rows: 10, answers: { order: changed }, shows: (page) => (page.viewportSize().width < 1080 ? page.getByRole("row").first() : page.getByRole("button", { name: "See what to do" })) },
  { name: "activity-troubles", at: "#/activity", title: "Activity", answers: { sending }, shows: withText("asked us to wait until") },
  { name: "purchase-asking", at: "#/purchases/1", answers: { purchase: doubt("asking", { looks: 6, class: "listed" }) }, shows: (page) => page.getByRole("button", { name: "It is not there: send again" }) },
  { name: "purchase-finding-out", at: "#/purchases/1", answers: { purchase: doubt("unknown", { step: "send_same", class: "keyed", at: ahead(HOUR) }) }, first: (page) => page.getByText("What was sent and what came back").click(), shows: withText("status 502") },
  { name: "order-changed", at: "#/orders/1", answers: { order: changed }, shows: (page) => page.getByRole("button", { name: "Done" }) },
];
