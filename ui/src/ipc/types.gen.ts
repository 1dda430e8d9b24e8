// Generated from the command list of the engine by `cargo xtask types`. Do not edit: a test compares it.

/**
 * One thing a rule does.
 */
export type ActionShape = { "kind": "tag", 
/**
 * The tag.
 */
tag: string, } | { "kind": "untag", 
/**
 * The tag.
 */
tag: string, } | { "kind": "colour", 
/**
 * red, amber, green, blue, violet, or empty.
 */
colour: string, } | { "kind": "hold", } | { "kind": "snooze", 
/**
 * For so many minutes.
 */
minutes: number, } | { "kind": "supplier", 
/**
 * The supplier.
 */
supplier_id: number, } | { "kind": "choice", 
/**
 * 1 is the first choice.
 */
n: number, } | { "kind": "forward_after", 
/**
 * So many minutes; 0 is at once.
 */
minutes: number, } | { "kind": "forward_at", 
/**
 * `16:30`, where the workspace is.
 */
time: string, } | { "kind": "draft", 
/**
 * customer or supplier.
 */
to: string, 
/**
 * Subject, with facts in braces: {order}.
 */
subject: string, 
/**
 * Text, with facts in braces.
 */
text: string, } | { "kind": "note", 
/**
 * Text, with facts in braces.
 */
text: string, };

/**
 * Which activity.
 */
export type ActivityRequest = { 
/**
 * One kind, or all.
 */
kind?: string, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * Something the program did.
 */
export type ActivityRow = { 
/**
 * Names the row within its kind.
 */
id: number, 
/**
 * attempt, import, action or backup.
 */
kind: string, 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * in, out or here.
 */
direction: string, 
/**
 * What it was about: a purchase number, file names, an action.
 */
subject: string, 
/**
 * accepted, rejected, definite_no, unknown, done, undone, running.
 */
result: string, 
/**
 * Facts for its text.
 */
facts: { [key in string]: string }, 
/**
 * The order or purchase it opens, if any.
 */
order_id: number | null, 
/**
 * The purchase it opens, if any.
 */
purchase_id: number | null, 
/**
 * Hand this to `undo` while it can be taken back.
 */
undo: number | null, };

/**
 * An address as shown and edited.
 */
export type AddressShape = { 
/**
 * Recipient.
 */
name: string, 
/**
 * Company.
 */
company: string, 
/**
 * Street and number.
 */
line1: string, 
/**
 * Flat, floor, care of.
 */
line2: string, 
/**
 * City.
 */
city: string, 
/**
 * State, province or county.
 */
region: string, 
/**
 * Postal code.
 */
postal_code: string, 
/**
 * Two-letter country code; empty when not recognised.
 */
country: string, 
/**
 * Country as the shop wrote it.
 */
country_text: string, 
/**
 * Phone.
 */
phone: string, };

/**
 * What a supplier's records and ours do not agree on.
 */
export type AlarmRow = { 
/**
 * The alarm.
 */
id: number, 
/**
 * missing_there, unknown_here, twice_there, split_there or lines_unclear.
 */
kind: string, 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * Our purchase, where there is one.
 */
purchase_id: number | null, 
/**
 * Facts for its words: `number` (ours), `ids` (theirs), `state` (theirs), `reference`, `words` (what the supplier
 * says about lines).
 */
facts: { [key in string]: string }, 
/**
 * When it was found, ISO 8601.
 */
found_at: string, };

/**
 * An amount as people and scripts read it: major units as text, never a float.
 */
export type Amount = { 
/**
 * Major units with the currency's places, `-12.34`.
 */
amount: string, 
/**
 * ISO 4217 code.
 */
currency: string, };

/**
 * The merchant's answer about a purchase whose outcome is unknown.
 */
export type Answer = { "answer": "it_is_there", 
/**
 * The supplier's number for it.
 */
supplier_number: string, } | { "answer": "not_there", 
/**
 * From `purchase`, so that a stale screen cannot send.
 */
token: string, } | { "answer": "look_again" } | { "answer": "remind_me", 
/**
 * When, ISO 8601.
 */
at: string, };

/**
 * Answers for one purchase.
 */
export type AnswerRequest = { 
/**
 * The purchase.
 */
id: number, 
/**
 * Its version as shown.
 */
version: number, 
/**
 * The answer.
 */
answer: Answer, };

/**
 * Why a command did not do what was asked. A code exists only where a host reacts to it.
 */
export type ApiError = { 
/**
 * What a host may react to.
 */
code: Code, 
/**
 * What happened and why, for people.
 */
message: string, 
/**
 * What to do; empty when there is nothing to do.
 */
action: string, };

/**
 * The word about what waits for it.
 */
export type AskingAnswer = { 
/**
 * True to forward it, false to leave it to be forwarded by hand.
 */
forward: boolean, };

/**
 * Orders that rules want forwarded and that wait for the merchant's word, because much would leave at once.
 */
export type AskingShape = { 
/**
 * Orders.
 */
orders: number, 
/**
 * What they cost at their suppliers, as far as rates are known.
 */
to_pay: Amount, 
/**
 * Suppliers, with their orders.
 */
suppliers: Array<AskingSupplier>, };

/**
 * One supplier's part of what waits for the merchant's word.
 */
export type AskingSupplier = { 
/**
 * Its name.
 */
supplier: string, 
/**
 * Orders.
 */
orders: number, 
/**
 * To pay, in the supplier's currency.
 */
to_pay: Amount, };

/**
 * One try to place a purchase.
 */
export type AttemptRow = { 
/**
 * The attempt.
 */
id: number, 
/**
 * 1 is the first.
 */
n: number, 
/**
 * When it began.
 */
started_at: string, 
/**
 * When its outcome was known.
 */
finished_at: string | null, 
/**
 * accepted, rejected, definite_no, unknown, or `null` while it runs.
 */
outcome: string | null, 
/**
 * What it proves, in words.
 */
evidence: string, 
/**
 * place, draft, confirm, look or cancel.
 */
kind: string, 
/**
 * The status of the answer, where the channel has one.
 */
status: number | null, 
/**
 * What was sent, without secrets; may be cut.
 */
sent: string, 
/**
 * What came back, without secrets; may be cut.
 */
received: string, };

/**
 * How much rules may forward within an hour without asking.
 */
export type AutomaticLimit = { 
/**
 * Orders.
 */
orders: number, 
/**
 * What they may cost, in the base currency.
 */
to_pay: Amount, };

/**
 * A supplier, and whether rules may forward to it.
 */
export type AutomaticRow = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Its name.
 */
supplier: string, 
/**
 * True when rules may forward to it.
 */
on: boolean, };

/**
 * Lets rules forward to a supplier, or no longer.
 */
export type AutomaticSwitch = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * True when they may.
 */
on: boolean, };

/**
 * Everything about rules that is not a list with an end far away.
 */
export type Automation = { 
/**
 * The rules, in their order within their event.
 */
rules: Array<RuleRow>, 
/**
 * Events of which only the first rule that fits acts; of the others all that fit do.
 */
first_only: Array<string>, 
/**
 * Suppliers, and whether rules may forward to them.
 */
suppliers: Array<AutomaticRow>, 
/**
 * Orders that rules may forward within an hour without asking.
 */
most_orders: number, 
/**
 * What they may cost, in the base currency.
 */
most_to_pay: Amount, 
/**
 * What waits for the merchant's word; `null` when nothing does.
 */
asking: AskingShape | null, 
/**
 * Orders that are planned to be forwarded.
 */
planned: number, 
/**
 * Messages that wait to be read and sent.
 */
drafts: number, 
/**
 * Facts that texts may name in braces.
 */
places: Array<string>, };

/**
 * Makes a backup.
 */
export type BackupRequest = { 
/**
 * Where to; the workspace's backup folder unless told.
 */
path?: string, };

/**
 * A backup.
 */
export type BackupRow = { 
/**
 * File.
 */
path: string, 
/**
 * When it was made, ISO 8601.
 */
at: string, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * daily, on_demand, before_migration or before_restore.
 */
reason: string, };

/**
 * The rules a report used. Printed in its header and in every export.
 */
export type Basis = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Zone in which days begin.
 */
time_zone: string, 
/**
 * Currency of every amount.
 */
currency: string, 
/**
 * `all shops` or a shop's name.
 */
shops: string, 
/**
 * When the report was made, ISO 8601.
 */
as_of: string, 
/**
 * The rules in sentences: which day an order counts on, refunds, tax, rates, supplier cost of refunded orders.
 */
rules: Array<string>, 
/**
 * Amounts left out because their rate is missing: currency and how many entries.
 */
without_rate: Array<[string, number]>, };

/**
 * A command about one thing.
 */
export type ById = { 
/**
 * Which one.
 */
id: number, };

/**
 * A carrier that such a number may belong to.
 */
export type CarrierMatch = { 
/**
 * Carrier's name.
 */
carrier: string, 
/**
 * The format.
 */
format: string, 
/**
 * True when the check digit was proven.
 */
checked: boolean, };

/**
 * One cause of a change in profit.
 */
export type Cause = { 
/**
 * orders, sales_per_order, discounts, refunds, tax, product_cost, shipping, fees, ads, fixed.
 */
cause: string, 
/**
 * What it added or took.
 */
amount: Amount, };

/**
 * What a check of the whole workspace found.
 */
export type CheckAnswer = { 
/**
 * True when everything holds.
 */
ok: boolean, 
/**
 * One by one.
 */
checks: Array<CheckRow>, };

/**
 * One thing that was proven, or not.
 */
export type CheckRow = { 
/**
 * file, foreign_keys, summaries, derived, quantities, journal, backup.
 */
name: string, 
/**
 * True when it holds.
 */
ok: boolean, 
/**
 * What was found.
 */
detail: string, };

/**
 * What a host may react to.
 */
export type Code = "unknown_command" | "bad_request" | "invalid" | "not_found" | "stale" | "not_now" | "confirm" | "read_only" | "file" | "keychain" | "storage" | "disk" | "internal";

/**
 * How columns of a file are read. Remembered for files with the same header.
 */
export type ColumnChoice = { 
/**
 * Field to column title; a field that is absent is not read.
 */
columns: { [key in string]: string }, 
/**
 * Field to a value that holds for every row.
 */
constants: { [key in string]: string }, 
/**
 * day_first, month_first or year_first; empty when dates leave no doubt.
 */
day_order: string, 
/**
 * point or comma; empty when amounts leave no doubt.
 */
decimal_sign: string, };

/**
 * A condition.
 */
export type ConditionShape = { 
/**
 * True when the test must not hold.
 */
not: boolean, 
/**
 * The test.
 */
test: TestShape, };

/**
 * A supplier's yes.
 */
export type ConfirmationShape = { 
/**
 * hand, reply or file.
 */
by: string, 
/**
 * When we learnt of it, ISO 8601.
 */
at: string, 
/**
 * The supplier's number; empty where it gave none.
 */
their_number: string, 
/**
 * What it says about items.
 */
lines: Array<SaidShape>, 
/**
 * Name of the file; empty for others.
 */
source: string, };

/**
 * A cost entered by hand.
 */
export type CostAdd = { 
/**
 * Day on which it counts.
 */
day: string, 
/**
 * goods, supplier_shipping, supplier_fees, duty, payment_fees, commissions, ads, chargebacks, samples, other.
 */
account: string, 
/**
 * What it costs; positive.
 */
amount: Amount, 
/**
 * The order it belongs to, if any. There it replaces the estimate of the same account.
 */
order_id?: number, 
/**
 * One shop.
 */
shop_id?: number, 
/**
 * One supplier.
 */
supplier_id?: number, 
/**
 * What it is for.
 */
note: string, };

/**
 * Asks for the counts.
 */
export type CountsRequest = { 
/**
 * One shop, or all.
 */
shop_id?: number, };

/**
 * The decision an order waits for.
 */
export type Decision = { 
/**
 * The check that fails.
 */
check: string, 
/**
 * decide or block.
 */
verdict: string, 
/**
 * Facts for its sentence.
 */
facts: { [key in string]: string }, 
/**
 * Up to four answers.
 */
options: Array<DecisionOption>, };

/**
 * One answer to a decision.
 */
export type DecisionOption = { 
/**
 * What it does; hand it to `order_fix`.
 */
fix: Fix, 
/**
 * Facts for its text: supplier, stock, days, cost, match and so on.
 */
facts: { [key in string]: string }, 
/**
 * Margin of the order with it, percent.
 */
margin: string | null, 
/**
 * The one to take when nothing speaks against it.
 */
suggested: boolean, 
/**
 * True when it can be remembered for this product.
 */
can_remember: boolean, };

/**
 * One thing that a rule did or would do.
 */
export type DeedShape = { 
/**
 * tag, untag, colour, hold, snooze, supplier, choice, forward, draft, note; forwarded, not_forwarded, asks,
 * nothing, stopped, failed.
 */
did: string, 
/**
 * Facts for its text.
 */
facts: { [key in string]: string }, };

/**
 * Saves a purchase's document.
 */
export type DocumentRequest = { 
/**
 * The purchase.
 */
id: number, 
/**
 * Where to.
 */
path: string, };

/**
 * What an action did, and how to take it back.
 */
export type Done = { 
/**
 * How many things it changed.
 */
count: number, 
/**
 * Hand this to `undo`; `null` when there is nothing to take back.
 */
undo: number | null, 
/**
 * The row that was created or changed, where there is one.
 */
id: number | null, };

/**
 * A message that waits for somebody to read, correct and send it.
 */
export type DraftRow = { 
/**
 * Which one.
 */
id: number, 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * customer or supplier.
 */
recipient: string, 
/**
 * Mail address; empty where it is not known.
 */
address: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Text.
 */
text: string, 
/**
 * The rule that wrote it.
 */
rule: string, 
/**
 * When, ISO 8601.
 */
created_at: string, };

/**
 * Which messages.
 */
export type DraftsRequest = { 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * Where an order would go, and why not elsewhere.
 */
export type DryRun = { 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * The choice; `null` when nothing is left to forward.
 */
routing: RoutingSummary | null, 
/**
 * Its lines with every offer: cost, days, and why it lost.
 */
lines: Array<LineShape>, };

/**
 * Asks where an order would go.
 */
export type DryRunRequest = { 
/**
 * The order.
 */
order_id: number, 
/**
 * Rules to try instead of those that are on.
 */
rules?: Array<RoutingRuleShape>, };

/**
 * What a border is estimated to ask for.
 */
export type DutyRuleShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * Where goods are sent from: `CN`, `EU`, `*`.
 */
origin: string, 
/**
 * Where they go.
 */
destination: string, 
/**
 * Percent of the goods, 0 to 1000.
 */
percent: string, 
/**
 * First day; empty since ever.
 */
from: string, 
/**
 * Last day; empty until further notice.
 */
to: string, 
/**
 * Where the figure is from.
 */
source: string, };

/**
 * The entries behind a figure, and their sum.
 */
export type EntriesPage = { 
/**
 * Entries in all.
 */
total: number, 
/**
 * Their sum in the base currency.
 */
sum: Amount, 
/**
 * The rows of this page, latest day first.
 */
rows: Array<EntryRow>, 
/**
 * Hand this back as `key` to get the next page.
 */
next: string | null, };

/**
 * Asks for the entries behind a figure.
 */
export type EntriesRequest = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * One shop, or all.
 */
shop_id?: number, 
/**
 * Step of the waterfall; all when absent.
 */
step?: string, 
/**
 * One supplier; 0 for what belongs to none.
 */
supplier_id?: number, 
/**
 * One product; 0 for what belongs to none.
 */
product_id?: number, 
/**
 * One country; empty text for what belongs to none.
 */
country?: string, 
/**
 * One order.
 */
order_id?: number, 
/**
 * Only estimates.
 */
estimated_only?: boolean, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * One entry of the ledger.
 */
export type EntryRow = { 
/**
 * The entry.
 */
id: number, 
/**
 * Day on which it counts.
 */
day: string, 
/**
 * Account.
 */
account: string, 
/**
 * As it was written.
 */
amount: Amount, 
/**
 * In the base currency; `null` where the rate is missing.
 */
base: Amount | null, 
/**
 * Rate used, units of the base currency for one unit; empty for the base currency itself.
 */
rate: string, 
/**
 * True for an estimate.
 */
estimated: boolean, 
/**
 * Where it comes from.
 */
source: string, 
/**
 * The order, if it belongs to one.
 */
order_id: number | null, 
/**
 * Its number.
 */
order_number: string, 
/**
 * The purchase, if it comes from one.
 */
purchase_id: number | null, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * Product's title.
 */
product: string, 
/**
 * Shop's name.
 */
shop: string, };

/**
 * News for a host.
 */
export type Event = { "kind": "changed", 
/**
 * Which.
 */
tags: Array<Tag>, } | { "kind": "progress", 
/**
 * The job's name, as given by whoever started it.
 */
job: string, 
/**
 * Things done.
 */
done: number, 
/**
 * Things in all; `null` when it cannot be known.
 */
total: number | null, 
/**
 * What is being done: reading, saving, checking, finished, stopped.
 */
phase: string, };

/**
 * What a supplier agreed to, and how its answers reach us.
 */
export type ExpectationShape = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * It confirms within so many working hours, 24 to a working day; `null` when it does not confirm.
 */
confirm_hours: number | null, 
/**
 * True when a mail of it that names our number is taken for its yes.
 */
reply_confirms: boolean, 
/**
 * Its further addresses, and domains with their `@`. The address of its orders is known without being here.
 */
senders: Array<string>, 
/**
 * card (there is nothing to watch), per_order or invoice.
 */
paid_by: string, 
/**
 * Within how many days it wants to be paid; `null` when that is not watched.
 */
pay_days: number | null, 
/**
 * True when it drops what is not paid in time.
 */
lapses: boolean, 
/**
 * Where it leaves files that confirm purchases: folder, sftp, or empty for nowhere.
 */
files: string, 
/**
 * The folder there.
 */
files_folder: string, 
/**
 * When files were last looked for, ISO 8601; ignored when saving.
 */
looked_at: string | null, 
/**
 * What stood in the way, or was wrong with files; ignored when saving.
 */
trouble: string, };

/**
 * Gives a shop the rules of a fee schedule.
 */
export type FeePresetAdd = { 
/**
 * The shop.
 */
shop_id: number, 
/**
 * Name of the schedule.
 */
name: string, };

/**
 * A fee schedule to start from.
 */
export type FeePresetShape = { 
/**
 * Name, `Etsy US`.
 */
name: string, 
/**
 * Currency of its amounts, ISO 4217; it suits shops of that currency only.
 */
currency: string, 
/**
 * Its rules, without shop and id.
 */
rules: Array<FeeRuleShape>, 
/**
 * Where the figures come from and when they were looked up.
 */
source: string, };

/**
 * A fee rule of a shop.
 */
export type FeeRuleShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * The shop.
 */
shop_id: number, 
/**
 * payment or commission.
 */
kind: string, 
/**
 * Words in the gateway's name that it holds for; empty for every gateway.
 */
gateway: string, 
/**
 * Percent of the base, `2.9`.
 */
percent: string, 
/**
 * Fixed part, major units of the shop's currency.
 */
fixed: string, 
/**
 * What it is asked for, each time with its fixed part, its smallest and its largest: order, line or item. Empty for
 * the order.
 */
per: string, 
/**
 * What lies above this amount of the base has the percentage `above_percent`; empty when one holds for all of it.
 */
above: string, 
/**
 * Percent of what lies above `above`.
 */
above_percent: string, 
/**
 * A base up to this amount has the fixed part `small_fixed`; empty when one holds for all.
 */
small: string, 
/**
 * Fixed part of a base up to `small`.
 */
small_fixed: string, 
/**
 * Smallest fee; empty when there is none.
 */
min: string, 
/**
 * Largest fee; empty when there is none.
 */
max: string, 
/**
 * Items count to the base.
 */
on_items: boolean, 
/**
 * Shipping counts to the base.
 */
on_shipping: boolean, 
/**
 * Tax counts to the base.
 */
on_tax: boolean, 
/**
 * First day; empty for always.
 */
from: string, 
/**
 * Last day; empty while it goes on.
 */
to: string, 
/**
 * Where the figures come from.
 */
source: string, };

/**
 * A field that a file can fill.
 */
export type FieldShape = { 
/**
 * Name used in the choice of columns.
 */
name: string, 
/**
 * True when it must be filled.
 */
required: boolean, };

/**
 * What to do about a failed check.
 */
export type Fix = { "kind": "map", 
/**
 * The line whose product is mapped.
 */
line_id: number, 
/**
 * Which part of it the offer serves; empty for the whole.
 */
part: string, 
/**
 * The offer.
 */
offer_id: number, 
/**
 * Units of the offer for one ordered unit.
 */
factor: number, } | { "kind": "use_offer", 
/**
 * The line.
 */
line_id: number, 
/**
 * Which part of it; empty for the whole.
 */
part: string, 
/**
 * The offer.
 */
offer_id: number, } | { "kind": "accept", 
/**
 * The check.
 */
check: string, } | { "kind": "snooze", 
/**
 * Until when, ISO 8601.
 */
until: string, } | { "kind": "ask_customer", 
/**
 * The message.
 */
text: string, } | { "kind": "edit_address" } | { "kind": "approve_supplier", 
/**
 * The supplier.
 */
supplier_id: number, } | { "kind": "close" } | { "kind": "open_purchase", 
/**
 * The purchase.
 */
purchase_id: number, };

/**
 * The merchant's word about one purchase.
 */
export type FollowRequest = { 
/**
 * The purchase.
 */
id: number, 
/**
 * Its version as shown.
 */
version: number, 
/**
 * What is said.
 */
says: FollowWord, };

/**
 * A purchase that needs the merchant.
 */
export type FollowUp = { 
/**
 * The purchase.
 */
purchase: PurchaseRow, 
/**
 * What it needs, most urgent first: returned, lapsed, read, pay, chase.
 */
needs: Array<string>, 
/**
 * Since when, ISO 8601.
 */
since: string, 
/**
 * It is to be paid until then, ISO 8601.
 */
pay_due: string | null, 
/**
 * How often its confirmation was asked for.
 */
chased: number, };

/**
 * Which of the purchases that need the merchant.
 */
export type FollowUpsRequest = { 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * What the merchant says about a purchase that its supplier has.
 */
export type FollowWord = { "word": "confirmed", 
/**
 * Its number, where it gave one.
 */
supplier_number: string, 
/**
 * The day on which it will send it, `2026-03-09`; empty where it did not say.
 */
ship_on: string, } | { "word": "chased" } | { "word": "not_expected" } | { "word": "paid", 
/**
 * How much, in the currency of the purchase.
 */
amount: Amount, 
/**
 * On which day, `2026-03-09`.
 */
on: string, } | { "word": "pay_until", 
/**
 * ISO 8601.
 */
at: string, } | { "word": "remind", 
/**
 * When, ISO 8601.
 */
at: string, } | { "word": "reply_confirms", 
/**
 * The mail.
 */
reply_id: number, 
/**
 * The supplier's number, where it gave one.
 */
supplier_number: string, } | { "word": "reply_is_other", 
/**
 * The mail.
 */
reply_id: number, } | { "word": "never_arrived" } | { "word": "arrived_all_the_same" };

/**
 * What is waited for about a purchase that its supplier has.
 */
export type FollowingShape = { 
/**
 * A confirmation is expected until then, ISO 8601; `null` when none is.
 */
chase_at: string | null, 
/**
 * How often it was asked for.
 */
chased: number, 
/**
 * When it was last asked for, ISO 8601.
 */
chased_at: string | null, 
/**
 * When it was confirmed, ISO 8601.
 */
confirmed_at: string | null, 
/**
 * How: hand, reply or file.
 */
confirmed_by: string | null, 
/**
 * The day on which the supplier says that it will send it.
 */
ship_on: string | null, 
/**
 * It is to be paid until then, ISO 8601; `null` when that is not watched.
 */
pay_due: string | null, 
/**
 * True when the supplier drops it after that.
 */
lapses: boolean, 
/**
 * The day on which it was paid.
 */
paid_on: string | null, 
/**
 * What was paid.
 */
paid: Amount | null, 
/**
 * Not before, for what was raised, ISO 8601.
 */
remind_at: string | null, 
/**
 * What it needs of the merchant now, most urgent first: returned, lapsed, read, pay, chase.
 */
needs: Array<string>, 
/**
 * Every yes, oldest first.
 */
confirmations: Array<ConfirmationShape>, 
/**
 * Mails about it, oldest first.
 */
replies: Array<ReplyShape>, };

/**
 * What to forward.
 */
export type ForwardRequest = { 
/**
 * Which orders; only those whose checks pass go.
 */
which: Which, 
/**
 * Suppliers to leave out.
 */
without_suppliers?: Array<number>, 
/**
 * Send without the delay of the outbox.
 */
now?: boolean, 
/**
 * The totals as they were shown, where they are more than leaves without a second word. Others are refused.
 */
confirmed?: Totals, };

/**
 * What was queued.
 */
export type Forwarded = { 
/**
 * Purchases queued.
 */
purchases: number, 
/**
 * Orders they serve.
 */
orders: number, 
/**
 * To how many suppliers.
 */
suppliers: number, 
/**
 * What stays behind.
 */
left_out: Array<LeftOut>, 
/**
 * When they leave.
 */
sends_at: string | null, 
/**
 * Hand this to `undo` before they leave.
 */
undo: number | null, 
/**
 * After sending at once: the purchases as they stand now.
 */
sent: Array<PurchaseRow>, };

/**
 * Whether this process may send.
 */
export type ForwardingState = { 
/**
 * ready, read_only (another process is in charge), paused (the records have to be looked at), sample.
 */
state: string, 
/**
 * Since when, ISO 8601, where it is stopped.
 */
since: string | null, 
/**
 * Why, with the facts for its sentence.
 */
facts: { [key in string]: string }, };

/**
 * Why a queued purchase waits.
 */
export type Held = { 
/**
 * stopped (purchases in a row ended without an answer), signed_out, or limited (the supplier asked us to wait).
 */
why: string, 
/**
 * Since when, ISO 8601, where that is known.
 */
since: string | null, 
/**
 * Until when, ISO 8601, where the supplier said so.
 */
until: string | null, };

/**
 * What an import did.
 */
export type ImportAnswer = { 
/**
 * Things read: orders are counted as orders, not as lines.
 */
read: number, 
/**
 * New ones.
 */
added: number, 
/**
 * Ones that differed and were updated.
 */
changed: number, 
/**
 * Ones that were the same.
 */
unchanged: number, 
/**
 * Every row that was not used.
 */
rejected: Array<Rejection>, 
/**
 * Remarks that need no action, such as a total that does not add up.
 */
notes: Array<Rejection>, 
/**
 * True when it was stopped; what was read until then is kept.
 */
stopped: boolean, 
/**
 * The run, for the list of imports.
 */
import_id: number | null, };

/**
 * What a file holds.
 */
export type ImportKind = "orders" | "suppliers" | "offers" | "mappings" | "costs" | "tracking" | "confirmations" | "ads" | "rates";

/**
 * What to read and how.
 */
export type ImportRequest = { 
/**
 * What the files hold.
 */
kind: ImportKind, 
/**
 * The files. Several for exports that come in parts, such as Etsy's orders and items.
 */
files: Array<string>, 
/**
 * The shop, for orders and where a file names none.
 */
shop_id?: number, 
/**
 * Instead of `shop_id`: a shop by its name, created when it is new.
 */
shop?: string, 
/**
 * The supplier, for offers of a file that names none.
 */
supplier_id?: number, 
/**
 * Columns, where they are not recognised or are to be read differently.
 */
columns?: ColumnChoice, 
/**
 * Currency of files that name none.
 */
currency?: string, 
/**
 * Name of the export if the header does not tell: shopify, woocommerce, etsy, ebay, amazon or columns.
 */
export?: string, 
/**
 * A name for this run, so that it can be followed and stopped.
 */
job?: string, };

/**
 * An import that ran.
 */
export type ImportRow = { 
/**
 * The run.
 */
id: number, 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * What was read.
 */
kind: string, 
/**
 * File names.
 */
files: string, 
/**
 * Shop, where there is one.
 */
shop: string, 
/**
 * Things read.
 */
read: number, 
/**
 * New.
 */
added: number, 
/**
 * Updated.
 */
changed: number, 
/**
 * The same.
 */
unchanged: number, 
/**
 * Not used.
 */
rejected: number, };

/**
 * Stops a run.
 */
export type ImportStop = { 
/**
 * The name given to it.
 */
job: string, };

/**
 * An order that would not be forwarded, and why.
 */
export type LeftOut = { 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * The check that stands in the way, or the supplier's trouble.
 */
reason: string, };

/**
 * One line on the order page.
 */
export type LineShape = { 
/**
 * The line.
 */
id: number, 
/**
 * The product it sells.
 */
product_id: number, 
/**
 * SKU.
 */
sku: string, 
/**
 * Title.
 */
title: string, 
/**
 * Variant.
 */
variant: string, 
/**
 * Units ordered.
 */
quantity: number, 
/**
 * Units in purchases that hold them.
 */
forwarded: number, 
/**
 * Price of all units before discounts.
 */
total: Amount, 
/**
 * False for things nobody ships.
 */
ships: boolean, 
/**
 * The purchases that hold units of this line.
 */
purchase_ids: Array<number>, 
/**
 * Ways to serve it, the chosen one first, then by rank. Those of its first open part where it is bought in parts.
 */
quotes: Array<QuoteShape>, 
/**
 * The parts it is bought in; empty where one offer serves all of it.
 */
parts: Array<PartShape>, };

/**
 * Saves look-and-feel settings of the interface, such as theme and density.
 */
export type LookSave = { 
/**
 * Name and value; an empty value removes.
 */
values: { [key in string]: string }, };

/**
 * Why an offer lost.
 */
export type LostShape = { 
/**
 * out_of_stock, ships_not_there, no_price, not_approved, standing_too_low, stock_below_minimum, stock_not_told,
 * outside_region, too_slow, days_not_told, no_rate, below_minimum_order, would_split, costs_more, slower,
 * ranked_lower, not_preferred, chosen_by_you, tied or not_weighed.
 */
reason: string, 
/**
 * Its numbers.
 */
facts: { [key in string]: string }, };

/**
 * Saves the mail account.
 */
export type MailAccountSave = { 
/**
 * The account.
 */
account: MailAccountShape, 
/**
 * A new password for the keychain; the old one stays when absent.
 */
password?: string, };

/**
 * The merchant's mail account, without its password.
 */
export type MailAccountShape = { 
/**
 * Server.
 */
host: string, 
/**
 * Port, 587 or 465 as a rule.
 */
port: number, 
/**
 * starttls, tls, or none (only for a server on this computer).
 */
security: string, 
/**
 * User; empty when the server asks for none.
 */
user: string, 
/**
 * Sender's name.
 */
from_name: string, 
/**
 * Sender's address.
 */
from_address: string, 
/**
 * True when a password is in the keychain; ignored when saving.
 */
has_password: boolean, };

/**
 * How a test of the mail account went.
 */
export type MailTest = { 
/**
 * True when the server accepted the sign-in.
 */
ok: boolean, 
/**
 * What the server or the network said.
 */
message: string, };

/**
 * Saves the mailbox. One without a server is removed.
 */
export type MailboxSave = { 
/**
 * The mailbox.
 */
mailbox: MailboxShape, 
/**
 * A new password for the keychain; the old one stays when absent, and only for the same server and user.
 */
password?: string, };

/**
 * The mailbox that suppliers answer to, without its password.
 */
export type MailboxShape = { 
/**
 * Server; empty where none was entered.
 */
host: string, 
/**
 * Port, 993 as a rule.
 */
port: number, 
/**
 * tls, starttls, or none (only for a server on this computer).
 */
security: string, 
/**
 * User.
 */
user: string, 
/**
 * The folder that mail comes into, `INBOX` as a rule.
 */
folder: string, 
/**
 * The folder in which the server itself keeps what is sent through it; empty where it keeps nothing.
 */
sent: string, 
/**
 * True when an order in doubt is looked for in that folder, and sent again where it is not there.
 */
keeps_sent: boolean, 
/**
 * True when a password is in the keychain; ignored when saving.
 */
has_password: boolean, 
/**
 * When it was last read, ISO 8601; ignored when saving.
 */
read_at: string | null, 
/**
 * Why it could not be read; ignored when saving.
 */
trouble: string, 
/**
 * True when it does not accept the password, and is not read until one is entered; ignored when saving.
 */
signed_out: boolean, 
/**
 * When it is looked into again after it could not be read, ISO 8601; ignored when saving.
 */
next_at: string | null, };

/**
 * What a test of the mailbox saw.
 */
export type MailboxTest = { 
/**
 * True when it could be read.
 */
ok: boolean, 
/**
 * What the server or the network said.
 */
message: string, 
/**
 * Its folders.
 */
folders: Array<string>, 
/**
 * The folder that the server says holds sent mail; empty where it does not say.
 */
sent: string, };

/**
 * Which offer serves a product, where, and in which order.
 */
export type MappingShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * The product.
 */
product_id: number, 
/**
 * Where it holds: country code, EU, or *.
 */
zone: string, 
/**
 * 1 is the first choice.
 */
rank: number, 
/**
 * The offer.
 */
offer_id: number, 
/**
 * Units of the offer for one ordered unit.
 */
factor: number, 
/**
 * Which part of the product it serves, where it is bought in parts; empty for all of it.
 */
part: string, 
/**
 * Supplier's name; ignored when saving.
 */
supplier: string, 
/**
 * Supplier's SKU; ignored when saving.
 */
supplier_sku: string, };

/**
 * What moved profit. The causes sum to the change exactly.
 */
export type Moved = { 
/**
 * Change of net profit.
 */
change: Amount, 
/**
 * Its causes, largest effect first.
 */
causes: Array<Cause>, };

/**
 * Asks what moved profit between two periods.
 */
export type MovedRequest = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * First day of the period before.
 */
before_from: string, 
/**
 * Last day of the period before.
 */
before_to: string, 
/**
 * One shop, or all.
 */
shop_id?: number, };

/**
 * What Stockless does next about a purchase in doubt.
 */
export type NextStep = { 
/**
 * wait, send_same (the same request under its key), look (at the supplier's records) or ask.
 */
step: string, 
/**
 * Not before, ISO 8601; `null` when its time has come.
 */
at: string | null, 
/**
 * keyed, drafted, listed or blind: what can be relied on at this supplier for this purchase now.
 */
class: string, 
/**
 * What stands in the way: paused, read_only, signed_out; `null` when nothing does.
 */
why: string | null, 
/**
 * Looks at the supplier's records that told nothing.
 */
looks: number, 
/**
 * When the supplier may have seen the key first, ISO 8601.
 */
first_sent_at: string | null, 
/**
 * The key is no longer relied on since, ISO 8601.
 */
key_expired_at: string | null, 
/**
 * How long the supplier remembers a key, milliseconds, where it says so.
 */
key_lifetime_ms: number | null, };

/**
 * A note.
 */
export type NoteRow = { 
/**
 * The note.
 */
id: number, 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * What was written.
 */
text: string, };

/**
 * A command that needs nothing.
 */
export type Nothing = Record<symbol, never>;

/**
 * What is known about a tracking number.
 */
export type NumberAnswer = { 
/**
 * Best first; empty when nothing fits.
 */
matches: Array<CarrierMatch>, };

/**
 * What a tracking number looks like.
 */
export type NumberRequest = { 
/**
 * The number as typed.
 */
number: string, };

/**
 * An offer that might serve a product, with how well its SKU and title fit.
 */
export type OfferMatch = { 
/**
 * The offer.
 */
offer: OfferShape, 
/**
 * 0 to 100.
 */
likeness: number, };

/**
 * An offer as shown and edited. Creates one when `id` is `null`.
 */
export type OfferShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Supplier's name; ignored when saving.
 */
supplier: string, 
/**
 * Supplier's SKU, unique within the supplier.
 */
supplier_sku: string, 
/**
 * Title.
 */
title: string, 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Units in stock; `null` when the supplier does not tell.
 */
stock: number | null, 
/**
 * At so many units or fewer its stock is low; `null` where the workspace's number holds.
 */
low_at: number | null, 
/**
 * When the stock was told, ISO 8601; ignored when saving.
 */
stock_at: string | null, 
/**
 * Days until it leaves the supplier.
 */
lead_days: number, 
/**
 * Fewest units sold.
 */
min_quantity: number, 
/**
 * Unit costs, at least one.
 */
prices: Array<PriceShape>, 
/**
 * How many products are mapped to it; ignored when saving.
 */
mapped: number, };

/**
 * Which offers.
 */
export type OffersRequest = { 
/**
 * One supplier, or all.
 */
supplier_id?: number, 
/**
 * Part of a SKU or title.
 */
search?: string, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * Says of the orders that are older than the workspace whether they were forwarded before.
 */
export type OlderAnswer = { 
/**
 * True: those that would be ready were ordered from suppliers elsewhere, and are closed here. False: none of all the
 * open ones was, and they may be forwarded.
 */
ordered: boolean, };

/**
 * Corrects an address.
 */
export type OrderAddressSave = { 
/**
 * The order.
 */
order_id: number, 
/**
 * The address; `null` goes back to the shop's own.
 */
address: AddressShape | null, };

/**
 * Closes orders or opens them again.
 */
export type OrderClose = { 
/**
 * Which.
 */
which: Which, 
/**
 * True to close, false to open again.
 */
closed: boolean, };

/**
 * Sets the colour flag.
 */
export type OrderColour = { 
/**
 * Which.
 */
which: Which, 
/**
 * red, amber, green, blue or violet; empty removes it.
 */
colour: string, };

/**
 * Counts behind the tabs and the sidebar.
 */
export type OrderCounts = { 
/**
 * Decisions and ready orders.
 */
new: number, 
/**
 * Of these, decisions.
 */
decide: number, 
/**
 * Of these, ready.
 */
ready: number, 
/**
 * Late parcels.
 */
late: number, 
/**
 * Waiting.
 */
waiting: number, 
/**
 * Snoozed.
 */
snoozed: number, 
/**
 * All orders.
 */
all: number, 
/**
 * Orders that would be ready, were they not older than the workspace: they may be forwarded elsewhere.
 */
older: number, 
/**
 * Purchases whose outcome is unknown.
 */
unknown: number, 
/**
 * Purchases that a person has to hand over.
 */
to_hand_over: number, };

/**
 * Everything about one order.
 */
export type OrderDetail = { 
/**
 * As in the lists.
 */
row: OrderRow, 
/**
 * Raises with every change; hand it back where a command asks for it.
 */
version: number, 
/**
 * When it was paid, if known.
 */
paid_at: string | null, 
/**
 * When it was cancelled, if it was.
 */
cancelled_at: string | null, 
/**
 * How it was paid, as the shop wrote it.
 */
gateway: string, 
/**
 * The shop's own word for the payment state.
 */
payment_text: string, 
/**
 * The shop's own word for the fulfilment state.
 */
fulfilment_text: string, 
/**
 * Shipping service the customer chose.
 */
service: string, 
/**
 * The shop's risk word.
 */
risk: string, 
/**
 * Customer's mail address.
 */
email: string, 
/**
 * Other orders of the same customer.
 */
other_orders: number, 
/**
 * Note from the customer.
 */
customer_note: string, 
/**
 * Where the parcel goes.
 */
ship_to: AddressShape, 
/**
 * True when the merchant corrected it.
 */
address_edited: boolean, 
/**
 * What is wrong with it, if anything.
 */
address_fault: string | null, 
/**
 * The lines with their routes.
 */
lines: Array<LineShape>, 
/**
 * How what is still to be forwarded is routed; `null` when nothing is.
 */
routing: RoutingSummary | null, 
/**
 * The decision it waits for, if any.
 */
decision: Decision | null, 
/**
 * What it earns.
 */
profit: OrderProfit, 
/**
 * What was sent to suppliers for it.
 */
purchases: Array<PurchaseRow>, 
/**
 * Its parcels.
 */
shipments: Array<ShipmentRow>, 
/**
 * What happened, newest first.
 */
timeline: Array<TimelineRow>, 
/**
 * Notes, newest first.
 */
notes: Array<NoteRow>, 
/**
 * What changed in the shop after it was forwarded: field, before, after.
 */
conflict: Array<[string, string, string]>, 
/**
 * The text received from outside, as it was.
 */
raw: string, };

/**
 * Which orders; every filter narrows the list.
 */
export type OrderFilter = { 
/**
 * Words from numbers, names, addresses, titles, SKUs and tracking numbers.
 */
search?: string, 
/**
 * One shop.
 */
shop_id?: number, 
/**
 * One supplier.
 */
supplier_id?: number, 
/**
 * Two-letter country code.
 */
country?: string, 
/**
 * One tag.
 */
tag?: string, 
/**
 * Orders whose most urgent failed check is this one.
 */
flag?: string, 
/**
 * Placed on or after this day, `2026-03-09`.
 */
from?: string, 
/**
 * Placed on or before this day.
 */
to?: string, 
/**
 * Margin below so many percent, `15` or `15.5`.
 */
margin_below?: string, 
/**
 * Placed at least so many days ago.
 */
older_than_days?: number, 
/**
 * Arrived no later than this order: `latest` of an earlier page, so that a list stays as it was looked at.
 */
until_order?: number, };

/**
 * Applies an answer to a decision.
 */
export type OrderFix = { 
/**
 * The order.
 */
order_id: number, 
/**
 * The answer.
 */
fix: Fix, 
/**
 * True to remember it for the product from now on.
 */
remember?: boolean, };

/**
 * Adds a note.
 */
export type OrderNoteAdd = { 
/**
 * The order.
 */
order_id: number, 
/**
 * The note.
 */
text: string, };

/**
 * An order's profit with its arithmetic.
 */
export type OrderProfit = { 
/**
 * The steps that are not zero, and the subtotals.
 */
rows: Array<OrderProfitRow>, 
/**
 * What is left.
 */
net: Amount, 
/**
 * Net in percent of net sales.
 */
margin: string | null, 
/**
 * True when a rate is missing and foreign amounts are left out.
 */
incomplete: boolean, };

/**
 * One row of an order's arithmetic.
 */
export type OrderProfitRow = { 
/**
 * Step of the waterfall.
 */
step: string, 
/**
 * Base currency.
 */
amount: Amount, 
/**
 * True when any part of it is an estimate.
 */
estimated: boolean, };

/**
 * One order in a list.
 */
export type OrderRow = { 
/**
 * The order.
 */
id: number, 
/**
 * Number as people use it.
 */
number: string, 
/**
 * The shop's name.
 */
shop: string, 
/**
 * The shop.
 */
shop_id: number, 
/**
 * When the customer ordered, ISO 8601 in UTC.
 */
placed_at: string, 
/**
 * Payment state.
 */
payment: string, 
/**
 * Fulfilment state as the shop tells it.
 */
fulfilment: string, 
/**
 * Recipient.
 */
customer: string, 
/**
 * Two-letter country code, or what the shop wrote.
 */
country: string, 
/**
 * What the customer paid.
 */
total: Amount, 
/**
 * The same in the base currency; `null` where the rate is missing.
 */
total_base: Amount | null, 
/**
 * The lines.
 */
lines: Array<OrderRowLine>, 
/**
 * Verdict of each check: pass, accepted, decide, block or open.
 */
checks: { [key in string]: string }, 
/**
 * The most urgent check that needs somebody.
 */
flag: string | null, 
/**
 * decide, ready, waiting, snoozed, late or done.
 */
queue: string, 
/**
 * Suppliers that serve or would serve it.
 */
suppliers: Array<string>, 
/**
 * Where its purchases stand: the state that needs most attention, `null` when there is none.
 */
purchase: string | null, 
/**
 * Where its parcels stand: the state that is furthest behind, `null` when there is none.
 */
parcel: string | null, 
/**
 * Profit in percent of net sales, `6.1`; `null` when it cannot be said.
 */
margin: string | null, 
/**
 * Profit in the base currency.
 */
profit: Amount | null, 
/**
 * Margin floor that holds for this order, in percent.
 */
floor: string, 
/**
 * ISO 8601; `null` when it is not snoozed.
 */
snoozed_until: string | null, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * Colour flag: empty, red, amber, green, blue or violet.
 */
colour: string, };

/**
 * One line of an order in a list.
 */
export type OrderRowLine = { 
/**
 * The line.
 */
id: number, 
/**
 * SKU, empty where the shop has none.
 */
sku: string, 
/**
 * Title.
 */
title: string, 
/**
 * Variant.
 */
variant: string, 
/**
 * Units.
 */
quantity: number, 
/**
 * Price of all units before discounts.
 */
total: Amount, };

/**
 * Puts orders aside.
 */
export type OrderSnooze = { 
/**
 * Which.
 */
which: Which, 
/**
 * Until when, ISO 8601; empty takes them back.
 */
until: string, };

/**
 * How a list of orders is sorted.
 */
export type OrderSort = "newest" | "oldest" | "largest" | "smallest" | "thinnest_margin";

/**
 * Adds or removes a tag.
 */
export type OrderTag = { 
/**
 * Which.
 */
which: Which, 
/**
 * The tag.
 */
tag: string, 
/**
 * True to add, false to remove.
 */
on: boolean, };

/**
 * A page of orders.
 */
export type OrdersPage = { 
/**
 * Orders in the whole list.
 */
total: number, 
/**
 * In `new`: how many of them need a decision. They come first.
 */
decide: number, 
/**
 * In `new`: how many are ready.
 */
ready: number, 
/**
 * In `new`: to how many suppliers the ready ones go.
 */
ready_suppliers: number, 
/**
 * In `new`: what the ready ones cost at their suppliers, in the base currency.
 */
ready_to_pay: Amount | null, 
/**
 * The rows of this page.
 */
rows: Array<OrderRow>, 
/**
 * Hand this back as `key` to get the next page.
 */
next: string | null, 
/**
 * The order that arrived last in the workspace; 0 while there is none.
 */
latest: number, 
/**
 * Orders that arrived since and that only `until_order` keeps out of the list.
 */
arrived: number, };

/**
 * Asks for a page of orders.
 */
export type OrdersRequest = { 
/**
 * Which list.
 */
tab: Tab, 
/**
 * Which of its orders.
 */
filter?: OrderFilter, 
/**
 * In which order.
 */
sort?: OrderSort, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Instead of a key: the page that starts at this position of the list.
 */
at?: number, 
/**
 * Rows a page, at most 500; 100 unless told.
 */
limit?: number, };

/**
 * What waits to leave.
 */
export type Outbox = { 
/**
 * Purchases that leave by themselves.
 */
queued: number, 
/**
 * When the next one leaves.
 */
sends_at: string | null, 
/**
 * Purchases queued before the program was closed: they wait for a word.
 */
waiting_for_word: number, 
/**
 * Purchases whose outcome is unknown, with those that only a person can find out about.
 */
unknown: number, 
/**
 * Of these, those that only a person can find out about.
 */
asking: number, 
/**
 * Purchases to hand over.
 */
to_hand_over: number, 
/**
 * Purchases that need the merchant after the supplier has them.
 */
follow_ups: number, };

/**
 * The merchant's word about purchases that were queued before the program was closed.
 */
export type OutboxDecision = { 
/**
 * True to send them now, false to put them back.
 */
send: boolean, };

/**
 * One page of a list.
 */
export type Page<T> = { 
/**
 * Rows in the whole list, not in this page.
 */
total: number, 
/**
 * The rows of this page.
 */
rows: Array<T>, 
/**
 * Hand this back as `key` to get the next page; `null` at the end.
 */
next: string | null, };

/**
 * Gives a part of a product another name.
 */
export type PartRename = { 
/**
 * The product.
 */
product_id: number, 
/**
 * Where: country code, EU, or *.
 */
zone: string, 
/**
 * Its present name; empty where the offers serve all of the product.
 */
from: string, 
/**
 * Its new name; empty makes the only part the whole product.
 */
to: string, };

/**
 * A part of a bundle that is bought apart from the others.
 */
export type PartShape = { 
/**
 * Its name, unique within the line.
 */
part: string, 
/**
 * Units of the order for which it is bought.
 */
forwarded: number, 
/**
 * The purchases that hold it.
 */
purchase_ids: Array<number>, 
/**
 * Ways to serve what is open of it, the chosen one first, then by rank.
 */
quotes: Array<QuoteShape>, };

/**
 * A purchase was handed over, placed by hand, or confirmed.
 */
export type PlacedRequest = { 
/**
 * The purchases.
 */
ids: Array<number>, 
/**
 * The supplier's number, where there is one.
 */
supplier_number?: string, 
/**
 * True when the supplier said yes, false when it was only handed over.
 */
confirmed?: boolean, };

/**
 * What an import would do.
 */
export type Preview = { 
/**
 * shopify, woocommerce, etsy, ebay, amazon, columns; for other kinds the kind itself.
 */
export: string, 
/**
 * True when the header was recognised and nothing has to be chosen.
 */
recognised: boolean, 
/**
 * utf-8, windows-1252, xlsx and so on.
 */
encoding: string, 
/**
 * comma, semicolon, tab, pipe; empty for XLSX.
 */
delimiter: string, 
/**
 * The file's columns.
 */
columns: Array<PreviewColumn>, 
/**
 * The fields that can be filled.
 */
fields: Array<FieldShape>, 
/**
 * The choice of columns as suggested or remembered.
 */
choice: ColumnChoice, 
/**
 * The shop these files seem to belong to, if it is known.
 */
shop_id: number | null, 
/**
 * A name for a new shop, from the file's name.
 */
shop: string, 
/**
 * Currency, if the file tells.
 */
currency: string | null, 
/**
 * What would happen; rejections and notes are the first 200.
 */
result: ImportAnswer, 
/**
 * How many rejections there are in all.
 */
rejected_total: number, 
/**
 * A few orders or rows as they would be read.
 */
samples: Array<Array<string>>, 
/**
 * Titles of the sample's columns.
 */
sample_columns: Array<string>, };

/**
 * A column of a file with what stands in it.
 */
export type PreviewColumn = { 
/**
 * Title.
 */
title: string, 
/**
 * The first few values that are not empty.
 */
samples: Array<string>, };

/**
 * A unit cost that holds from a quantity on, for a destination.
 */
export type PriceShape = { 
/**
 * Country code, EU, or * for everywhere.
 */
zone: string, 
/**
 * From how many units on.
 */
min_quantity: number, 
/**
 * Major units; may have more places than the currency.
 */
unit_cost: string, };

/**
 * A product: what shops sell under one SKU.
 */
export type ProductRow = { 
/**
 * The product.
 */
id: number, 
/**
 * SKU, empty where shops have none.
 */
sku: string, 
/**
 * Title.
 */
title: string, 
/**
 * Units in orders that are not done.
 */
open_units: number, 
/**
 * Its mappings, by zone and rank.
 */
mappings: Array<MappingShape>, };

/**
 * Which products.
 */
export type ProductsRequest = { 
/**
 * Part of a SKU or title.
 */
search?: string, 
/**
 * Only products without a mapping.
 */
unmapped: boolean, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * A report.
 */
export type ProfitAnswer = { 
/**
 * The rules used.
 */
basis: Basis, 
/**
 * The rows: time rows by time, others by net sales, largest first.
 */
rows: Array<ProfitRow>, 
/**
 * All rows together.
 */
total: ProfitRow, 
/**
 * Percent of costs that are final.
 */
final_costs: string | null, };

/**
 * How a report is cut.
 */
export type ProfitBy = "day" | "week" | "month" | "shop" | "supplier" | "product" | "country";

/**
 * Writes a report to a file.
 */
export type ProfitExport = { 
/**
 * The report.
 */
report: ProfitRequest, 
/**
 * csv or xlsx.
 */
format: string, 
/**
 * Where to.
 */
path: string, };

/**
 * Asks for a report.
 */
export type ProfitRequest = { 
/**
 * First day, `2026-02-01`.
 */
from: string, 
/**
 * Last day, `2026-02-28`.
 */
to: string, 
/**
 * How it is cut.
 */
by: ProfitBy, 
/**
 * One shop, or all.
 */
shop_id?: number, };

/**
 * One row of a report.
 */
export type ProfitRow = { 
/**
 * What the row is about: a day, the first day of a week, a month `2026-02`, or a name.
 */
key: string, 
/**
 * The shop, supplier or product; `null` for time rows, and for what belongs to none of them.
 */
id: number | null, 
/**
 * Orders placed; 0 for products and suppliers, where an order may stand in several rows.
 */
orders: number, 
/**
 * Units sold.
 */
units: number, 
/**
 * Every step of the waterfall.
 */
steps: Array<StepAmount>, 
/**
 * Net profit in percent of net sales; `null` without sales.
 */
margin: string | null, 
/**
 * Refunds in percent of sales; `null` without sales.
 */
refund_rate: string | null, };

/**
 * Everything about one purchase.
 */
export type PurchaseDetail = { 
/**
 * As in the lists.
 */
row: PurchaseRow, 
/**
 * The lines.
 */
lines: Array<PurchaseLineShape>, 
/**
 * Every attempt, newest first.
 */
attempts: Array<AttemptRow>, 
/**
 * Fields to copy when it is typed in by hand: name and value.
 */
fields: Array<[string, string]>, 
/**
 * Where it was sent: a mail address, or a folder.
 */
destination: string, 
/**
 * When the question may be answered: not before, ISO 8601. Until then it may still arrive.
 */
ask_after: string | null, 
/**
 * What Stockless does next by itself, while it is in doubt.
 */
next: NextStep | null, 
/**
 * True when the supplier's records can be looked at again.
 */
can_look: boolean, 
/**
 * True when it can be cancelled at the supplier through its channel now.
 */
can_cancel_there: boolean, 
/**
 * What is waited for; `null` for one that the supplier does not have, or had before this was kept.
 */
following: FollowingShape | null, 
/**
 * Must be handed back with “send again”; made fresh each time this is read.
 */
send_again_token: string | null, 
/**
 * True while the supplier has it and ended it: “send again” and “retry” end it here as well, so that its units can be
 * ordered as a new purchase.
 */
ended_there: boolean, };

/**
 * A line of a purchase.
 */
export type PurchaseLineShape = { 
/**
 * Supplier's SKU.
 */
supplier_sku: string, 
/**
 * Our SKU.
 */
sku: string, 
/**
 * Title.
 */
title: string, 
/**
 * Units at the supplier.
 */
units: number, 
/**
 * Unit cost agreed.
 */
unit_cost: Amount, 
/**
 * The order's line.
 */
order_line_id: number, 
/**
 * Which part of it; empty for the whole line.
 */
part: string, 
/**
 * Units of the order this serves.
 */
quantity: number, 
/**
 * Units of the order that the supplier will not send, though it took the rest.
 */
refused: number, };

/**
 * A purchase in a list.
 */
export type PurchaseRow = { 
/**
 * The purchase.
 */
id: number, 
/**
 * Number as the supplier sees it, `MM-10482-1`.
 */
number: string, 
/**
 * The order.
 */
order_id: number, 
/**
 * The order's number.
 */
order_number: string, 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * queued, sending, unknown (we are finding out), asking (only a person can), to_hand_over, placed, confirmed,
 * rejected or cancelled.
 */
state: string, 
/**
 * file, email or manual.
 */
channel: string, 
/**
 * Raises with every change.
 */
version: number, 
/**
 * When it was queued, ISO 8601.
 */
created_at: string, 
/**
 * When it leaves, while queued.
 */
sends_at: string | null, 
/**
 * True when it was queued before the program was closed and waits for a word.
 */
waits_for_word: boolean, 
/**
 * When it was placed.
 */
placed_at: string | null, 
/**
 * The supplier's own number.
 */
supplier_number: string, 
/**
 * Goods.
 */
goods: Amount, 
/**
 * Sending.
 */
shipping: Amount, 
/**
 * Order fee.
 */
fee: Amount, 
/**
 * All three.
 */
total: Amount, 
/**
 * Units and titles, for people.
 */
items: string, 
/**
 * Why it stands where it stands, in words of the channel.
 */
reason: string, 
/**
 * Name of its document.
 */
document: string, 
/**
 * Why it waits though its time has come; `null` when nothing but its time holds it.
 */
held: Held | null, 
/**
 * Since when nobody knows whether it arrived, while that is so, ISO 8601.
 */
doubt_since: string | null, 
/**
 * When to ask again about one that is in doubt, ISO 8601.
 */
remind_at: string | null, 
/**
 * By when the shop wants the order shipped, ISO 8601, while it is in doubt.
 */
ship_by: string | null, 
/**
 * When it was raised because that is near, while it is in doubt.
 */
raised_at: string | null, 
/**
 * first, split or resend: why there is more than one.
 */
why: string, };

/**
 * Which purchases.
 */
export type PurchasesRequest = { 
/**
 * One state, `in_doubt` for unknown and asking, or all.
 */
state?: string, 
/**
 * One supplier, or all.
 */
supplier_id?: number, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * One way to serve a line.
 */
export type QuoteShape = { 
/**
 * The offer.
 */
offer_id: number, 
/**
 * Its supplier.
 */
supplier_id: number, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * marketplace, wholesaler, private_label or fulfilment.
 */
supplier_kind: string, 
/**
 * Where the supplier is, `Rotterdam NL`.
 */
place: string, 
/**
 * approved, on_watch and so on.
 */
standing: string, 
/**
 * Supplier's SKU.
 */
supplier_sku: string, 
/**
 * Units in stock; `null` when the supplier does not tell.
 */
stock: number | null, 
/**
 * Units of the offer that serve this line.
 */
units: number, 
/**
 * Unit cost.
 */
unit_cost: Amount | null, 
/**
 * Goods for the line.
 */
goods: Amount | null, 
/**
 * Sending, if the line went alone.
 */
shipping: Amount | null, 
/**
 * Days to the door, quickest.
 */
days_min: number | null, 
/**
 * Days to the door, slowest.
 */
days_max: number | null, 
/**
 * What it adds to the cost of the order: a parcel that it shares and a fee that is asked anyway are not counted
 * again. `null` while a price or a rate is missing.
 */
cost: RouteCost | null, 
/**
 * Days to the door, quick: half of the parcels to that country, where enough were measured; else `days_min`.
 */
days_from: number | null, 
/**
 * The same, slow: four of five parcels; else `days_max`.
 */
days_to: number | null, 
/**
 * From how many parcels the days were measured; `null` for the supplier's word.
 */
days_parcels: number | null, 
/**
 * Why it lost; empty for the chosen one of an order that fits its rule.
 */
lost: Array<LostShape>, 
/**
 * Profit of the whole order with this offer, after the estimate of duty, base currency.
 */
order_profit: Amount | null, 
/**
 * Margin of the whole order with this offer, percent.
 */
margin: string | null, 
/**
 * out_of_stock, ships_not_there, no_price, not_approved.
 */
obstacles: Array<string>, 
/**
 * True for the offer the order would go to now.
 */
chosen: boolean, 
/**
 * Rank in the mapping; `null` for an offer that is not mapped.
 */
rank: number | null, };

/**
 * An exchange rate.
 */
export type RateShape = { 
/**
 * Day.
 */
day: string, 
/**
 * One unit of this currency …
 */
base: string, 
/**
 * … is worth so many units of this one.
 */
quote: string, 
/**
 * Units of `quote`, `1.0842`.
 */
value: string, 
/**
 * Where it comes from; ignored when saving by hand.
 */
source: string, };

/**
 * Which rates.
 */
export type RatesRequest = { 
/**
 * One currency, or all.
 */
currency?: string, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * A recurring cost. A new price is a new row: end the old one and add another.
 */
export type RecurringShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * What it is for.
 */
name: string, 
/**
 * For each period.
 */
amount: Amount, 
/**
 * day, week, month or year.
 */
every: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day; `null` while it goes on.
 */
to: string | null, 
/**
 * One shop, or `null` for all.
 */
shop_id: number | null, };

/**
 * Units that the supplier will not send, though it took the rest.
 */
export type RefusedRequest = { 
/**
 * The purchase.
 */
id: number, 
/**
 * Its version as shown.
 */
version: number, 
/**
 * What is not sent.
 */
lines: Array<Units>, 
/**
 * Why, in the supplier's words.
 */
why: string, };

/**
 * A row that was not used.
 */
export type Rejection = { 
/**
 * File name.
 */
file: string, 
/**
 * Line in the file, 1 is the first.
 */
line: number, 
/**
 * Column title.
 */
column: string, 
/**
 * What stood there.
 */
value: string, 
/**
 * Why it cannot be used.
 */
reason: string, 
/**
 * What to do.
 */
fix: string, };

/**
 * The answer of a replay.
 */
export type Replay = { 
/**
 * The first day looked at.
 */
from: string, 
/**
 * Figures over all orders; `null` on later pages.
 */
figures: ReplayFigures | null, 
/**
 * Orders that would have gone elsewhere or would wait, latest first.
 */
rows: Array<ReplayRow>, 
/**
 * Hand this back as `key` to get the next page; `null` at the end.
 */
next: string | null, 
/**
 * True when it was stopped before the end.
 */
stopped: boolean, };

/**
 * What rules would have done.
 */
export type ReplayFigures = { 
/**
 * Orders that were looked at.
 */
orders: number, 
/**
 * Of these, with an offer other than the one they had.
 */
changed: number, 
/**
 * Of these, without an offer that the rule allows: they would wait for a person.
 */
undecided: number, 
/**
 * Changed orders whose cost is known before and after.
 */
compared: number, 
/**
 * What the compared ones cost more in all; negative is cheaper.
 */
cost_difference: Amount, 
/**
 * Days that changed orders with known days take longer on average, one place; negative is faster, `null` for none.
 */
days_difference: string | null, 
/**
 * Orders by the rule that decides them.
 */
by_rule: Array<ReplayRule>, };

/**
 * Asks what rules would have done with past orders. Nothing is changed.
 */
export type ReplayRequest = { 
/**
 * The rules in their order, whether they are on or not.
 */
rules: Array<RoutingRuleShape>, 
/**
 * Days back; 90 unless told, at most 365.
 */
days?: number, 
/**
 * The `next` of the page before; figures are counted for the first page only.
 */
key?: string, 
/**
 * Rows; 100 unless told, at most 500.
 */
limit?: number, 
/**
 * A name to report progress under and to stop it by.
 */
job?: string, };

/**
 * An order that would have gone elsewhere, or that no offer would have been allowed for.
 */
export type ReplayRow = { 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * When it was placed, ISO 8601.
 */
placed_at: string, 
/**
 * Two-letter country code; empty when not known.
 */
country: string, 
/**
 * The rule that would have decided; `null` for the ranking.
 */
rule: string | null, 
/**
 * False when the rule allows no offer and the order would wait for a person.
 */
fits: boolean, 
/**
 * True when the suppliers before are those it was really forwarded to.
 */
forwarded: boolean, 
/**
 * Suppliers as it went, or would go now.
 */
before: Array<string>, 
/**
 * Suppliers with these rules.
 */
after: Array<string>, 
/**
 * Cost before, at the price list of today.
 */
cost_before: Amount | null, 
/**
 * Cost with these rules, at the same price list.
 */
cost_after: Amount | null, 
/**
 * Days before, slow.
 */
days_before: number | null, 
/**
 * Days with these rules, slow.
 */
days_after: number | null, };

/**
 * How many orders a rule would have decided.
 */
export type ReplayRule = { 
/**
 * Its name; `null` for the ranking.
 */
rule: string | null, 
/**
 * Orders.
 */
orders: number, };

/**
 * Stops a replay.
 */
export type ReplayStop = { 
/**
 * The name given to it.
 */
job: string, };

/**
 * A mail about a purchase.
 */
export type ReplyShape = { 
/**
 * The mail.
 */
id: number, 
/**
 * written (by a person), automatic (by a program) or returned (it could not be delivered).
 */
kind: string, 
/**
 * True when the sender is known as this supplier's.
 */
is_known: boolean, 
/**
 * True when it answers our mail, false when its subject names the number.
 */
by_message: boolean, 
/**
 * The sender's address.
 */
sender: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Its text; may be cut.
 */
body: string, 
/**
 * The supplier's number as read from its text; empty where none was.
 */
their_number: string, 
/**
 * When it was sent, ISO 8601, where it says so.
 */
sent_at: string | null, 
/**
 * When it was found in the mailbox, ISO 8601.
 */
found_at: string, 
/**
 * What it was taken for: empty while nobody said, confirms or other.
 */
answer: string, };

/**
 * Sends units of a purchase once more, as a purchase of its own.
 */
export type ResendRequest = { 
/**
 * The purchase.
 */
id: number, 
/**
 * What is sent again.
 */
lines: Array<Units>, 
/**
 * Why, in the merchant's words: lost, damaged, wrong. Kept in the order's timeline.
 */
why: string, };

/**
 * Restores a backup.
 */
export type RestoreRequest = { 
/**
 * The backup.
 */
path: string, };

/**
 * What restoring did.
 */
export type Restored = { 
/**
 * The file that was replaced, kept as a backup.
 */
previous: string | null, 
/**
 * Purchases that were sent after the backup was made. They have to be looked at before anything is sent.
 */
to_look_at: number, };

/**
 * What forwarding would do.
 */
export type Review = { 
/**
 * By supplier.
 */
suppliers: Array<ReviewSupplier>, 
/**
 * Orders in all.
 */
orders: number, 
/**
 * To pay in the base currency, where rates are known.
 */
to_pay: Amount, 
/**
 * What stays behind.
 */
left_out: Array<LeftOut>, 
/**
 * True when it is more than leaves without a second word: the totals have to be confirmed.
 */
asks: boolean, 
/**
 * Seconds before it leaves.
 */
delay_seconds: number, 
/**
 * Why nothing can be sent now: read_only, paused, sample; `null` when it can.
 */
stopped: string | null, };

/**
 * What would be forwarded to one supplier.
 */
export type ReviewSupplier = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * file, email or manual.
 */
channel: string, 
/**
 * Where it goes: a mail address or a folder.
 */
destination: string, 
/**
 * Orders.
 */
orders: number, 
/**
 * Units.
 */
units: number, 
/**
 * To pay, in the supplier's currency.
 */
to_pay: Amount, 
/**
 * The same in the base currency, where the rate is known.
 */
to_pay_base: Amount | null, 
/**
 * The first day on which a customer expects a parcel.
 */
first_promise: string | null, 
/**
 * Why it cannot be sent now; empty when it can.
 */
trouble: string, };

/**
 * What something costs, in parts, base currency.
 */
export type RouteCost = { 
/**
 * Goods.
 */
goods: Amount, 
/**
 * Sending.
 */
shipping: Amount, 
/**
 * What suppliers ask for the order itself.
 */
fee: Amount, 
/**
 * Estimated duty; it is not part of the order's books until a bill tells it.
 */
duty: Amount, 
/**
 * All of it.
 */
total: Amount, };

/**
 * What a rule does not allow.
 */
export type RoutingLimits = { 
/**
 * Units that have to be left in stock; `null` for any.
 */
stock_left: number | null, 
/**
 * Where suppliers may be; empty for anywhere.
 */
from: Array<string>, 
/**
 * True when suppliers on watch are left out.
 */
approved_only: boolean, 
/**
 * Suppliers an order may be split among; 1 keeps it together, `null` for any.
 */
most_suppliers: number | null, 
/**
 * True when a supplier's smallest order has to be met by the order alone.
 */
minimum_orders: boolean, 
/**
 * Days to the door at most; `null` for any.
 */
most_days: number | null, };

/**
 * Switches a rule on or off.
 */
export type RoutingRuleEnable = { 
/**
 * The rule.
 */
id: number, 
/**
 * True for on.
 */
on: boolean, };

/**
 * Puts a rule in another place.
 */
export type RoutingRuleMove = { 
/**
 * The rule.
 */
id: number, 
/**
 * Its place, 0 for the first.
 */
place: number, };

/**
 * A routing rule.
 */
export type RoutingRuleShape = { 
/**
 * Which one; `null` creates a new one behind the others.
 */
id: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Whether it decides anything. Saving does not change it; see `routing_rule_enable`.
 */
enabled: boolean, 
/**
 * Which orders it is about.
 */
when: RoutingWhen, 
/**
 * rank, cheapest, fastest or preferred.
 */
how: string, 
/**
 * The preferred supplier, where that is how it chooses.
 */
preferred_supplier_id: number | null, 
/**
 * What it does not allow.
 */
limits: RoutingLimits, 
/**
 * True when what is stored cannot be read; such a rule decides nothing until it is saved again. Ignored when saving.
 */
unreadable: boolean, };

/**
 * How the open lines of an order are routed.
 */
export type RoutingSummary = { 
/**
 * The rule that decides; `null` for a draft, or when the ranking decides.
 */
rule_id: number | null, 
/**
 * Its name; `null` when the ranking decides.
 */
rule: string | null, 
/**
 * False when the rule allows no offer for a line and a person has to decide.
 */
fits: boolean, 
/**
 * False when there were too many combinations to weigh every one.
 */
exact: boolean, 
/**
 * What the open lines cost in all; `null` while a price or a rate is missing.
 */
cost: RouteCost | null, 
/**
 * Days until the last parcel is there, quick; `null` when not known.
 */
days_from: number | null, 
/**
 * The same, slow.
 */
days_to: number | null, 
/**
 * Profit of the order after the estimate of duty, base currency.
 */
profit: Amount | null, 
/**
 * The same in percent of net sales.
 */
margin: string | null, };

/**
 * Which orders a rule is about. An empty list or text asks for nothing; everything that is given has to be met.
 */
export type RoutingWhen = { 
/**
 * Where the parcel goes: `DE`, `EU`, `*`.
 */
to: Array<string>, 
/**
 * Shops.
 */
shop_ids: Array<number>, 
/**
 * SKUs, with `*` for any letters; what has no SKU is known by its title.
 */
goods: Array<string>, 
/**
 * True when every line has to fit the SKUs, not just one.
 */
every_line: boolean, 
/**
 * Tags, of which the order has one.
 */
tags: Array<string>, 
/**
 * Least total of the order, base currency; empty for any.
 */
value_from: string, 
/**
 * Most total of the order, base currency; empty for any.
 */
value_to: string, };

/**
 * What a rule asks for and does.
 */
export type RuleBody = { 
/**
 * order, or line: then all conditions hold for the same line, and suppliers are changed for those lines only.
 */
scope: string, 
/**
 * True when one condition is enough, false when all must hold.
 */
any: boolean, 
/**
 * The conditions; none: every order.
 */
conditions: Array<ConditionShape>, 
/**
 * What it does, in order.
 */
actions: Array<ActionShape>, };

/**
 * What a rule would have done. Orders are judged as they stand now.
 */
export type RuleDryRun = { 
/**
 * Orders in the whole time.
 */
total: number, 
/**
 * Orders looked at in this part.
 */
looked: number, 
/**
 * Of those, orders it would have acted on.
 */
matched: number, 
/**
 * The latest of them, at most 50 a part.
 */
rows: Array<RuleDryRunRow>, 
/**
 * Hand this back as `key` to look further; `null` at the end.
 */
next: string | null, };

/**
 * A rule to try on past orders.
 */
export type RuleDryRunRequest = { 
/**
 * The rule, kept or not.
 */
rule: RuleShape, 
/**
 * Days back, 90 unless told, 366 at most.
 */
days?: number, 
/**
 * `next` of the part before.
 */
key?: string, };

/**
 * What a rule would have done with an order.
 */
export type RuleDryRunRow = { 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * When the customer ordered, ISO 8601.
 */
placed_at: string, 
/**
 * What it would have done.
 */
did: Array<DeedShape>, };

/**
 * Which part of the log.
 */
export type RuleLogRequest = { 
/**
 * Of one rule, or of all.
 */
rule_id?: number, 
/**
 * `next` of the page before.
 */
key?: string, 
/**
 * Rows a page; 100 unless told.
 */
limit?: number, };

/**
 * Something a rule did.
 */
export type RuleLogRow = { 
/**
 * The row.
 */
id: number, 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * The order.
 */
order_id: number, 
/**
 * Its number.
 */
number: string, 
/**
 * The rule; it may be gone.
 */
rule_id: number, 
/**
 * Its name then.
 */
rule: string, 
/**
 * What it acted on.
 */
event: string, 
/**
 * What it did.
 */
deed: DeedShape, 
/**
 * Hand this to `undo` while it can be taken back.
 */
undo: number | null, 
/**
 * True when it was taken back.
 */
undone: boolean, };

/**
 * How the rules of an event are applied.
 */
export type RuleMode = { 
/**
 * The event.
 */
event: string, 
/**
 * True when only the first that fits acts.
 */
first_only: boolean, };

/**
 * Puts a rule at a place among those of its event.
 */
export type RuleMove = { 
/**
 * The rule.
 */
id: number, 
/**
 * The place, counted from 1.
 */
to: number, };

/**
 * A rule in the list.
 */
export type RuleRow = { 
/**
 * The rule; `null` when it cannot be read.
 */
rule: RuleShape | null, 
/**
 * Which one.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * What it listens to.
 */
event: string, 
/**
 * True when it is switched on.
 */
enabled: boolean, 
/**
 * Why it does nothing at present; empty when nothing stands in its way.
 */
fault: string, };

/**
 * A rule.
 */
export type RuleShape = { 
/**
 * Which one; 0 for a new one.
 */
id: number, 
/**
 * What the merchant calls it.
 */
name: string, 
/**
 * came_in, changed, paid, ready, needs_decision, stock_low, late, purchase_placed, purchase_confirmed, purchase_rejected.
 */
event: string, 
/**
 * True when it is switched on.
 */
enabled: boolean, 
/**
 * What it asks for and does.
 */
rule: RuleBody, };

/**
 * Switches a rule on or off.
 */
export type RuleSwitch = { 
/**
 * The rule.
 */
id: number, 
/**
 * True for on.
 */
on: boolean, };

/**
 * What a confirmation says about an item, as it says it.
 */
export type SaidShape = { 
/**
 * Supplier's SKU.
 */
sku: string, 
/**
 * Units that it will send.
 */
quantity: number | null, 
/**
 * Unit price, in its own writing.
 */
price: string, 
/**
 * Its word for where the item stands.
 */
status: string, 
/**
 * When it will send it, ISO 8601; empty where it does not say.
 */
ship_on: string, };

/**
 * Fills the workspace with sample data.
 */
export type SampleRequest = { 
/**
 * Orders over a year.
 */
orders?: number, 
/**
 * The same seed gives the same data.
 */
seed?: number, 
/**
 * Last day of the data, `2026-03-09`; today when empty.
 */
today?: string, 
/**
 * A name for this run, so that it can be followed.
 */
job?: string, };

/**
 * How sending to suppliers goes.
 */
export type Sending = { 
/**
 * Suppliers that nothing new is sent to now.
 */
suppliers: Array<SendingRow>, 
/**
 * What suppliers' records and ours do not agree on, oldest first.
 */
alarms: Array<AlarmRow>, };

/**
 * A supplier that nothing new is sent to now.
 */
export type SendingRow = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Supplier's name.
 */
supplier: string, 
/**
 * Two purchases in a row ended without an answer; nothing new is sent since, ISO 8601.
 */
stopped_since: string | null, 
/**
 * It no longer accepts our key or password since, ISO 8601.
 */
signed_out_since: string | null, 
/**
 * It asked to be left alone until, ISO 8601.
 */
limited_until: string | null, 
/**
 * Attempts in a row that nobody knows the end of.
 */
unknown_run: number, 
/**
 * Purchases that wait for it.
 */
waiting: number, };

/**
 * Settings of the workspace.
 */
export type Settings = { 
/**
 * Name.
 */
name: string, 
/**
 * Margin floor in percent.
 */
margin_floor: string, 
/**
 * Seconds in the outbox before something leaves: 0, 5, 10, 30, 60.
 */
outbox_delay_seconds: number, 
/**
 * At so many units or fewer the stock of an offer is low, where the offer has no number of its own. Left out, it stays.
 */
low_stock?: number, 
/**
 * Name on purchase orders and packing slips.
 */
trading_name: string, 
/**
 * Address on purchase orders, several lines.
 */
trading_address: string, 
/**
 * Mail address on purchase orders.
 */
trading_email: string, 
/**
 * Zone in which report days begin; fixed once there are orders.
 */
time_zone: string, 
/**
 * Base currency; fixed once there are amounts.
 */
base_currency: string, };

/**
 * Saves a supplier's SFTP server.
 */
export type SftpAccountSave = { 
/**
 * The server.
 */
account: SftpAccountShape, 
/**
 * A new password for the keychain, in the place of what signs in now.
 */
password?: string, 
/**
 * A new private key for the keychain, as the text of its file, in the place of what signs in now.
 */
private_key?: string, 
/**
 * What the private key is locked with.
 */
passphrase?: string, };

/**
 * A supplier's SFTP server.
 */
export type SftpAccountShape = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * Host name; empty before the first save.
 */
host: string, 
/**
 * Port, usually 22.
 */
port: number, 
/**
 * User name.
 */
user: string, 
/**
 * Folder for purchases; empty for the one a sign-in arrives in.
 */
folder: string, 
/**
 * Folder the supplier moves read files to; empty where there is none.
 */
archive: string, 
/**
 * True when the supplier takes files away after reading.
 */
taken_away: boolean, 
/**
 * The accepted key of the server, as `ssh-ed25519 SHA256:…`; empty while none is accepted.
 */
host_key: string, 
/**
 * password, key, or empty when neither is in the keychain; ignored when saving.
 */
signs_in_with: string, };

/**
 * What a test of a supplier's SFTP server saw.
 */
export type SftpTest = { 
/**
 * True when a purchase could be put there.
 */
ok: boolean, 
/**
 * A server answered.
 */
reached: boolean, 
/**
 * The key it showed, where it is not the accepted one; empty otherwise. Nothing else was tried then.
 */
other_key: string, 
/**
 * It accepted the sign-in.
 */
signed_in: boolean, 
/**
 * The folder is there.
 */
folder_there: boolean, 
/**
 * A file could be written, renamed and removed there.
 */
folder_writable: boolean, 
/**
 * The archive could be listed; `null` where none is set.
 */
archive_there: boolean | null, 
/**
 * What stood in the way, or what to do; empty when nothing did.
 */
message: string, };

/**
 * Adds a parcel, or an event to one that is already known by its number.
 */
export type ShipmentAdd = { 
/**
 * The order.
 */
order_id: number, 
/**
 * The purchase, if it is known which.
 */
purchase_id?: number, 
/**
 * Tracking number; may be empty for a parcel without tracking.
 */
number: string, 
/**
 * Carrier; recognised from the number when empty.
 */
carrier?: string, 
/**
 * State or status text; in_transit unless told.
 */
state?: string, 
/**
 * When it happened, ISO 8601; now unless told.
 */
at?: string, 
/**
 * What was seen, for the timeline.
 */
text?: string, 
/**
 * The purchase is in doubt, and the merchant says that this parcel comes from it: it is settled as placed.
 */
it_is_there?: boolean, 
/**
 * Units in it: line and quantity; the whole order unless told.
 */
lines?: Array<[number, number]>, };

/**
 * A parcel.
 */
export type ShipmentRow = { 
/**
 * The parcel.
 */
id: number, 
/**
 * The order.
 */
order_id: number, 
/**
 * The purchase it comes from, if known.
 */
purchase_id: number | null, 
/**
 * The supplier, if known.
 */
supplier: string | null, 
/**
 * Carrier's name.
 */
carrier: string, 
/**
 * Number as given.
 */
number: string, 
/**
 * True when its check digit was proven.
 */
checked: boolean, 
/**
 * Tracking page, where the carrier has a public one.
 */
url: string | null, 
/**
 * Normalised state.
 */
state: string, 
/**
 * Since when.
 */
since: string | null, 
/**
 * When it left.
 */
shipped_at: string | null, 
/**
 * When it was delivered.
 */
delivered_at: string | null, 
/**
 * Until when it was promised.
 */
promised_at: string | null, 
/**
 * True when it is past its promise.
 */
late: boolean, 
/**
 * Units in it: line and quantity, as told or as bought with its purchase; empty where neither is known.
 */
lines: Array<[number, number]>, 
/**
 * Events, newest first.
 */
events: Array<TrackingRow>, };

/**
 * Sending costs and days of a supplier, by destination.
 */
export type ShippingRateShape = { 
/**
 * Country code, EU, or * for everywhere.
 */
zone: string, 
/**
 * Service, as the supplier calls it.
 */
service: string, 
/**
 * First unit of a parcel, major units of the supplier's currency.
 */
first: string, 
/**
 * Each further unit.
 */
additional: string, 
/**
 * Days in transit, quickest.
 */
days_min: number, 
/**
 * Days in transit, slowest promised.
 */
days_max: number, };

/**
 * A shop.
 */
export type ShopShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * Name, unique.
 */
name: string, 
/**
 * shopify, woocommerce, etsy, ebay, amazon or other.
 */
kind: string, 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Zone of dates in exports that name none, `Europe/Berlin`.
 */
time_zone: string, 
/**
 * True when prices in exports contain the tax and the export does not tell.
 */
tax_included: boolean, 
/**
 * Margin floor in percent; empty for the workspace's own.
 */
margin_floor: string, 
/**
 * Words in the gateway's name of payments on delivery: such orders may ship unpaid.
 */
pays_on_delivery: Array<string>, 
/**
 * Number of its colour, 1 to 5; ignored when saving.
 */
tile: number, };

/**
 * One step of the waterfall.
 */
export type StepAmount = { 
/**
 * Name of the step.
 */
step: string, 
/**
 * Amount; costs are negative.
 */
amount: Amount, 
/**
 * The part that is still an estimate.
 */
estimated: Amount, 
/**
 * True for subtotals.
 */
subtotal: boolean, };

/**
 * How a supplier's interface is reached, and what it can do by its description.
 */
export type SupplierApi = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * The text of the file that describes it; empty while there is none.
 */
description: string, 
/**
 * Where the server is, in place of what the description says; empty for as described.
 */
base_url: string, 
/**
 * `host:port` of the merchant's own network that is allowed; empty for the public network only.
 */
allowed_host: string, 
/**
 * A certificate authority of its own, PEM; empty for none.
 */
own_authority: string, 
/**
 * True when its records are looked at before a purchase is sent for the first time.
 */
look_first: boolean, 
/**
 * True when its records can be looked at.
 */
can_look: boolean, 
/**
 * True when its key or password is in the keychain.
 */
has_secret: boolean, 
/**
 * keyed, drafted, listed or blind: what can be promised; empty while there is no description.
 */
class: string, 
/**
 * What is wrong with the description; empty when it can be used.
 */
fault: string, 
/**
 * Purchases of which it is not known yet whether they arrived. A new key then has to say whose it is.
 */
in_doubt: number, };

/**
 * Saves it.
 */
export type SupplierApiSave = { 
/**
 * The supplier.
 */
supplier_id: number, 
/**
 * The text of the file that describes it.
 */
description: string, 
/**
 * Where the server is, in place of what the description says.
 */
base_url?: string, 
/**
 * `host:port` of the merchant's own network that is allowed.
 */
allowed_host?: string, 
/**
 * A certificate authority of its own, PEM.
 */
own_authority?: string, 
/**
 * Look at its records before a purchase is sent for the first time.
 */
look_first?: boolean, 
/**
 * Its key or password; the one that is kept stays unless another is given.
 */
secret?: string, 
/**
 * Whether a new key is for the account that purchases were sent to so far. Has to be said while it is not known of
 * some whether they arrived.
 */
same_account?: boolean, };

/**
 * What a try told.
 */
export type SupplierApiTest = { 
/**
 * True when the supplier answered as its description says.
 */
ok: boolean, 
/**
 * What it said, or what stood in the way.
 */
words: string, };

/**
 * A supplier's page.
 */
export type SupplierDetail = { 
/**
 * As in the directory.
 */
row: SupplierRow, 
/**
 * As edited.
 */
supplier: SupplierShape, 
/**
 * The folder that files really go to.
 */
folder: string, 
/**
 * Days from placed to delivered, of the parcels of the last 90 days, oldest first.
 */
days_to_door: Array<number>, };

/**
 * A supplier in the directory.
 */
export type SupplierRow = { 
/**
 * The supplier.
 */
id: number, 
/**
 * Name.
 */
name: string, 
/**
 * marketplace, wholesaler, private_label or fulfilment.
 */
kind: string, 
/**
 * invited, testing, approved, on_watch, paused or rejected.
 */
standing: string, 
/**
 * City.
 */
city: string, 
/**
 * Two-letter country code.
 */
country: string, 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * file, email or manual.
 */
channel: string, 
/**
 * Offers.
 */
offers: number, 
/**
 * Purchases placed in the last 90 days.
 */
purchases_90: number, 
/**
 * Of these, parcels delivered.
 */
delivered_90: number, 
/**
 * Of the delivered ones, in time.
 */
on_time_90: number, 
/**
 * Purchases that wait for something: unknown, to hand over, rejected.
 */
open: number, };

/**
 * A supplier as edited. Creates one when `id` is `null`.
 */
export type SupplierShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * Name, unique.
 */
name: string, 
/**
 * marketplace, wholesaler, private_label or fulfilment.
 */
kind: string, 
/**
 * invited, testing, approved, on_watch, paused or rejected.
 */
standing: string, 
/**
 * City.
 */
city: string, 
/**
 * Two-letter country code.
 */
country: string, 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Page of the supplier.
 */
website: string, 
/**
 * Contact's name.
 */
contact: string, 
/**
 * Mail address, for orders and questions.
 */
email: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * The merchant's customer number there.
 */
account_number: string, 
/**
 * Notes.
 */
notes: string, 
/**
 * file, email or manual.
 */
channel: string, 
/**
 * Folder for files, inside or outside the workspace; empty means `outbox/<name>` in the workspace.
 */
folder: string, 
/**
 * True when the supplier collects from the folder, so that a written file is a placed purchase.
 */
folder_is_collected: boolean, 
/**
 * Asked for each purchase, major units.
 */
order_fee: string, 
/**
 * Smallest order, major units; empty when there is none.
 */
minimum_order: string, 
/**
 * Sending by destination.
 */
shipping: Array<ShippingRateShape>, 
/**
 * Its order file.
 */
template: TemplateShape, };

/**
 * Which suppliers.
 */
export type SuppliersRequest = { 
/**
 * Part of a name or city.
 */
search?: string, 
/**
 * One kind, or all.
 */
kind?: string, 
/**
 * One standing, or all.
 */
standing?: string, };

/**
 * Which list of orders.
 */
export type Tab = "new" | "late" | "waiting" | "snoozed" | "done" | "all";

/**
 * What a list shows. A write names what it makes stale; the interface reads those lists again, and only those.
 */
export type Tag = "workspace" | "orders" | "purchases" | "suppliers" | "products" | "profit" | "costs" | "settings" | "imports" | "backups" | "activity" | "rules";

/**
 * A column of a supplier's order file.
 */
export type TemplateColumn = { 
/**
 * What stands in it; see the list of fields in the documentation of order files.
 */
field: string, 
/**
 * Title of the column in the file.
 */
title: string, 
/**
 * The text for the field `constant`.
 */
value: string, };

/**
 * How a supplier's order file looks.
 */
export type TemplateShape = { 
/**
 * csv, xlsx or pdf.
 */
format: string, 
/**
 * comma, semicolon, tab or pipe.
 */
delimiter: string, 
/**
 * utf-8, utf-8-bom or windows-1252.
 */
encoding: string, 
/**
 * point or comma.
 */
decimal_sign: string, 
/**
 * a4 or letter, for PDF.
 */
paper: string, 
/**
 * Pattern of the file's name with {po}, {date} and {supplier}.
 */
file_name: string, 
/**
 * Columns of CSV and XLSX, in order; the standard set when empty.
 */
columns: Array<TemplateColumn>, };

/**
 * One test. A list holds when one of its values does; a range without an end is open there.
 */
export type TestShape = { "kind": "shop", 
/**
 * Shops.
 */
shop_ids: Array<number>, } | { "kind": "to", 
/**
 * Two-letter country codes, EU, or * for everywhere.
 */
zones: Array<string>, } | { "kind": "total", 
/**
 * At least, major units as text.
 */
from: string | null, 
/**
 * At most.
 */
to: string | null, } | { "kind": "margin", 
/**
 * At least, percent as text.
 */
from: string | null, 
/**
 * At most.
 */
to: string | null, } | { "kind": "tag", 
/**
 * Tags.
 */
tags: Array<string>, } | { "kind": "goods", 
/**
 * Patterns.
 */
patterns: Array<string>, } | { "kind": "units", 
/**
 * At least.
 */
from: number | null, 
/**
 * At most.
 */
to: number | null, } | { "kind": "supplier", 
/**
 * Suppliers.
 */
supplier_ids: Array<number>, } | { "kind": "known_customer", } | { "kind": "payment", 
/**
 * pending, authorised, partly_paid, paid, partly_refunded, refunded, voided, unknown.
 */
states: Array<string>, } | { "kind": "risk", 
/**
 * Words.
 */
words: Array<string>, } | { "kind": "age", 
/**
 * At least.
 */
from: number | null, 
/**
 * At most.
 */
to: number | null, } | { "kind": "fails", 
/**
 * Checks.
 */
checks: Array<string>, };

/**
 * Something that happened.
 */
export type TimelineRow = { 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * What: placed, paid, imported, changed, queued, sent, unknown, placed_at_supplier, confirmed, rejected,
 * cancelled, parcel, tracking, note, snoozed, fixed, address_edited, forecast, refunded.
 */
kind: string, 
/**
 * order, parcel, money or messages.
 */
topic: string, 
/**
 * shop, supplier, carrier, you, stockless, or file for what was read from one; its name is the fact `file`.
 */
actor: string, 
/**
 * Facts for its text.
 */
facts: { [key in string]: string }, };

/**
 * A number of orders and what they cost.
 */
export type Totals = { 
/**
 * Orders.
 */
orders: number, 
/**
 * What they cost, in the base currency, where rates are known.
 */
to_pay: Amount, };

/**
 * One event of a parcel.
 */
export type TrackingRow = { 
/**
 * When, ISO 8601.
 */
at: string, 
/**
 * Normalised state.
 */
state: string, 
/**
 * Reason below it, such as customs or refused; empty where there is none.
 */
reason: string, 
/**
 * What the source wrote.
 */
text: string, 
/**
 * Where, as written.
 */
place: string, 
/**
 * Where it comes from: file, you.
 */
source: string, };

/**
 * Takes an action back.
 */
export type UndoRequest = { 
/**
 * Which one; the latest that can be taken back unless told.
 */
id?: number, };

/**
 * What was taken back.
 */
export type Undone = { 
/**
 * Which action.
 */
id: number, 
/**
 * Its name: forward, snooze, fix, note, tag, colour, address, close, mapping, offer, supplier, fee, recurring, rate.
 */
action: string, 
/**
 * How many things it had changed.
 */
count: number, 
/**
 * Hand this to `undo` to do it again.
 */
redo: number | null, };

/**
 * Units of a line of a purchase.
 */
export type Units = { 
/**
 * The order's line.
 */
order_line_id: number, 
/**
 * Which part of it, where it is bought in parts; empty for the whole line.
 */
part: string, 
/**
 * Units of the order, 1 or more.
 */
quantity: number, };

/**
 * A saved view: a tab of the merchant's own.
 */
export type ViewShape = { 
/**
 * Which one; `null` creates a new one.
 */
id: number | null, 
/**
 * Name on the tab.
 */
name: string, 
/**
 * Which list.
 */
tab: Tab, 
/**
 * Which of its orders.
 */
filter: OrderFilter, 
/**
 * In which order.
 */
sort: OrderSort, };

/**
 * Which orders an action is about: some, or all that a list holds.
 */
export type Which = { 
/**
 * The orders.
 */
ids: Array<number>, } | { 
/**
 * Which list.
 */
tab: Tab, 
/**
 * Which of its orders.
 */
filter: OrderFilter, };

/**
 * Some orders.
 */
export type WhichOrders = { 
/**
 * Which.
 */
which: Which, };

/**
 * First step: what the workspace is called and how it counts.
 */
export type WorkspaceSetup = { 
/**
 * Name.
 */
name: string, 
/**
 * ISO 4217 code. Cannot be changed once there are amounts.
 */
base_currency: string, 
/**
 * Zone in which report days begin.
 */
time_zone: string, 
/**
 * Margin floor in percent.
 */
margin_floor: string, };

/**
 * What the window needs to draw its frame.
 */
export type WorkspaceState = { 
/**
 * False until the first step was answered.
 */
set_up: boolean, 
/**
 * Name.
 */
name: string, 
/**
 * Folder of the file.
 */
folder: string, 
/**
 * ISO 4217 code.
 */
base_currency: string, 
/**
 * Zone in which report days begin.
 */
time_zone: string, 
/**
 * True for sample data: nothing is sent to anyone.
 */
sample: boolean, 
/**
 * The shops.
 */
shops: Array<ShopShape>, 
/**
 * Suppliers in the directory.
 */
suppliers: number, 
/**
 * Counts of all shops.
 */
counts: OrderCounts, 
/**
 * What waits to leave.
 */
outbox: Outbox, 
/**
 * Whether this process may send.
 */
forwarding: ForwardingState, 
/**
 * When something was last imported, ISO 8601.
 */
last_import_at: string | null, 
/**
 * When the last verified backup was made, ISO 8601.
 */
last_backup_at: string | null, 
/**
 * Why today's backup could not be made, for people; `null` where nothing stood in its way.
 */
backup_refused: string | null, 
/**
 * Version of the program.
 */
version: string, 
/**
 * The clock of the engine, ISO 8601, for ages.
 */
now: string, 
/**
 * Interface settings as saved.
 */
look: { [key in string]: string }, };

/**
 * A file that was written.
 */
export type Written = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Bytes.
 */
bytes: number, };

/** Request and answer of every command. */
export type Commands = {
  workspace_state: { request: Nothing; response: WorkspaceState };
  workspace_setup: { request: WorkspaceSetup; response: Done };
  sample_create: { request: SampleRequest; response: Done };
  sample_remove: { request: Nothing; response: Done };
  shop_save: { request: ShopShape; response: Done };
  settings: { request: Nothing; response: Settings };
  settings_save: { request: Settings; response: Done };
  look_save: { request: LookSave; response: Done };
  mail_account: { request: Nothing; response: MailAccountShape };
  mail_account_save: { request: MailAccountSave; response: Done };
  mail_account_test: { request: Nothing; response: MailTest };
  mailbox: { request: Nothing; response: MailboxShape };
  mailbox_save: { request: MailboxSave; response: Done };
  mailbox_test: { request: Nothing; response: MailboxTest };
  mailbox_look: { request: Nothing; response: Done };
  views: { request: Nothing; response: Page<ViewShape> };
  view_save: { request: ViewShape; response: Done };
  view_remove: { request: ById; response: Done };
  orders: { request: OrdersRequest; response: OrdersPage };
  order_counts: { request: CountsRequest; response: OrderCounts };
  order: { request: ById; response: OrderDetail };
  order_snooze: { request: OrderSnooze; response: Done };
  order_fix: { request: OrderFix; response: Done };
  order_fix_suggested: { request: WhichOrders; response: Done };
  orders_older_answer: { request: OlderAnswer; response: Done };
  order_address_save: { request: OrderAddressSave; response: Done };
  order_close: { request: OrderClose; response: Done };
  order_note_add: { request: OrderNoteAdd; response: Done };
  order_tag: { request: OrderTag; response: Done };
  order_colour: { request: OrderColour; response: Done };
  tags: { request: Nothing; response: Page<string> };
  forward_review: { request: ForwardRequest; response: Review };
  forward: { request: ForwardRequest; response: Forwarded };
  forward_limit: { request: Nothing; response: Totals };
  forward_limit_save: { request: Totals; response: Done };
  outbox: { request: Nothing; response: Outbox };
  outbox_send: { request: Nothing; response: Done };
  outbox_decide: { request: OutboxDecision; response: Done };
  purchases: { request: PurchasesRequest; response: Page<PurchaseRow> };
  purchase: { request: ById; response: PurchaseDetail };
  purchase_answer: { request: AnswerRequest; response: Done };
  purchase_placed: { request: PlacedRequest; response: Done };
  purchase_cancel: { request: ById; response: Done };
  purchase_retry: { request: ById; response: Done };
  purchase_resend: { request: ResendRequest; response: Done };
  purchase_refused: { request: RefusedRequest; response: Done };
  follow_ups: { request: FollowUpsRequest; response: Page<FollowUp> };
  purchase_follow: { request: FollowRequest; response: Done };
  purchase_document: { request: DocumentRequest; response: Written };
  forwarding_resume: { request: Nothing; response: Done };
  forwarding_try_again: { request: Nothing; response: Done };
  sending: { request: Nothing; response: Sending };
  supplier_go_on: { request: ById; response: Done };
  alarm_settle: { request: ById; response: Done };
  purchase_cancel_there: { request: ById; response: Done };
  routing_rules: { request: Nothing; response: Page<RoutingRuleShape> };
  routing_rule_save: { request: RoutingRuleShape; response: Done };
  routing_rule_remove: { request: ById; response: Done };
  routing_rule_move: { request: RoutingRuleMove; response: Done };
  routing_rule_enable: { request: RoutingRuleEnable; response: Done };
  duty_rules: { request: Nothing; response: Page<DutyRuleShape> };
  duty_rule_save: { request: DutyRuleShape; response: Done };
  duty_rule_remove: { request: ById; response: Done };
  routing_dry_run: { request: DryRunRequest; response: DryRun };
  routing_replay: { request: ReplayRequest; response: Replay };
  routing_replay_stop: { request: ReplayStop; response: Done };
  shipment_add: { request: ShipmentAdd; response: Done };
  shipment_remove: { request: ById; response: Done };
  tracking_number: { request: NumberRequest; response: NumberAnswer };
  suppliers: { request: SuppliersRequest; response: Page<SupplierRow> };
  supplier: { request: ById; response: SupplierDetail };
  supplier_save: { request: SupplierShape; response: Done };
  supplier_expectation: { request: ById; response: ExpectationShape };
  supplier_expectation_save: { request: ExpectationShape; response: Done };
  supplier_api: { request: ById; response: SupplierApi };
  supplier_api_save: { request: SupplierApiSave; response: Done };
  supplier_api_test: { request: ById; response: SupplierApiTest };
  sftp_account: { request: ById; response: SftpAccountShape };
  sftp_account_save: { request: SftpAccountSave; response: Done };
  sftp_account_test: { request: ById; response: SftpTest };
  offers: { request: OffersRequest; response: Page<OfferShape> };
  offer_save: { request: OfferShape; response: Done };
  offer_remove: { request: ById; response: Done };
  products: { request: ProductsRequest; response: Page<ProductRow> };
  offer_matches: { request: ById; response: Page<OfferMatch> };
  mapping_save: { request: MappingShape; response: Done };
  part_rename: { request: PartRename; response: Done };
  mapping_remove: { request: ById; response: Done };
  import_preview: { request: ImportRequest; response: Preview };
  import_run: { request: ImportRequest; response: ImportAnswer };
  import_stop: { request: ImportStop; response: Done };
  imports: { request: Nothing; response: Page<ImportRow> };
  import_rejections: { request: ById; response: Page<Rejection> };
  automation: { request: Nothing; response: Automation };
  automation_rule_save: { request: RuleShape; response: Done };
  automation_rule_remove: { request: ById; response: Done };
  automation_rule_move: { request: RuleMove; response: Done };
  automation_rule_enable: { request: RuleSwitch; response: Done };
  automation_mode: { request: RuleMode; response: Done };
  automation_supplier: { request: AutomaticSwitch; response: Done };
  automation_limit: { request: AutomaticLimit; response: Done };
  automation_answer: { request: AskingAnswer; response: Done };
  automation_dry_run: { request: RuleDryRunRequest; response: RuleDryRun };
  automation_log: { request: RuleLogRequest; response: Page<RuleLogRow> };
  drafts: { request: DraftsRequest; response: Page<DraftRow> };
  draft_remove: { request: ById; response: Done };
  profit: { request: ProfitRequest; response: ProfitAnswer };
  profit_moved: { request: MovedRequest; response: Moved };
  profit_entries: { request: EntriesRequest; response: EntriesPage };
  profit_export: { request: ProfitExport; response: Written };
  recurring: { request: Nothing; response: Page<RecurringShape> };
  recurring_save: { request: RecurringShape; response: Done };
  recurring_remove: { request: ById; response: Done };
  cost_add: { request: CostAdd; response: Done };
  fee_rules: { request: Nothing; response: Page<FeeRuleShape> };
  fee_rule_save: { request: FeeRuleShape; response: Done };
  fee_rule_remove: { request: ById; response: Done };
  fee_presets: { request: Nothing; response: Page<FeePresetShape> };
  fee_preset_add: { request: FeePresetAdd; response: Done };
  rates: { request: RatesRequest; response: Page<RateShape> };
  rate_save: { request: RateShape; response: Done };
  backup: { request: BackupRequest; response: BackupRow };
  backups: { request: Nothing; response: Page<BackupRow> };
  restore: { request: RestoreRequest; response: Restored };
  check: { request: Nothing; response: CheckAnswer };
  activity: { request: ActivityRequest; response: Page<ActivityRow> };
  undo: { request: UndoRequest; response: Undone };
};

/** Name of a command. */
export type CommandName = keyof Commands;

/** Lists that an answer fills and lists that a success makes stale. */
export const COMMAND_TAGS: Record<CommandName, { provides: readonly Tag[]; invalidates: readonly Tag[] }> = {
  workspace_state: { provides: ["workspace"], invalidates: [] },
  workspace_setup: { provides: [], invalidates: ["workspace", "settings"] },
  sample_create: { provides: [], invalidates: ["workspace", "orders", "purchases", "suppliers", "products", "profit", "costs", "settings", "imports", "activity"] },
  sample_remove: { provides: [], invalidates: ["workspace", "orders", "purchases", "suppliers", "products", "profit", "costs", "settings", "imports", "activity"] },
  shop_save: { provides: [], invalidates: ["workspace", "orders", "profit"] },
  settings: { provides: ["settings"], invalidates: [] },
  settings_save: { provides: [], invalidates: ["settings", "workspace", "orders"] },
  look_save: { provides: [], invalidates: ["workspace"] },
  mail_account: { provides: ["settings"], invalidates: [] },
  mail_account_save: { provides: [], invalidates: ["settings"] },
  mail_account_test: { provides: [], invalidates: [] },
  mailbox: { provides: ["settings"], invalidates: [] },
  mailbox_save: { provides: [], invalidates: ["settings"] },
  mailbox_test: { provides: [], invalidates: [] },
  mailbox_look: { provides: [], invalidates: ["settings", "purchases", "orders", "workspace"] },
  views: { provides: ["settings"], invalidates: [] },
  view_save: { provides: [], invalidates: ["settings"] },
  view_remove: { provides: [], invalidates: ["settings"] },
  orders: { provides: ["orders"], invalidates: [] },
  order_counts: { provides: ["orders"], invalidates: [] },
  order: { provides: ["orders"], invalidates: [] },
  order_snooze: { provides: [], invalidates: ["orders", "workspace", "activity"] },
  order_fix: { provides: [], invalidates: ["orders", "workspace", "products", "suppliers", "profit", "activity"] },
  order_fix_suggested: { provides: [], invalidates: ["orders", "workspace", "products", "suppliers", "profit", "activity"] },
  orders_older_answer: { provides: [], invalidates: ["orders", "workspace", "profit", "activity"] },
  order_address_save: { provides: [], invalidates: ["orders", "workspace", "activity"] },
  order_close: { provides: [], invalidates: ["orders", "workspace", "activity"] },
  order_note_add: { provides: [], invalidates: ["orders", "activity"] },
  order_tag: { provides: [], invalidates: ["orders", "activity"] },
  order_colour: { provides: [], invalidates: ["orders", "activity"] },
  tags: { provides: ["orders"], invalidates: [] },
  forward_review: { provides: ["orders", "purchases", "suppliers"], invalidates: [] },
  forward: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  forward_limit: { provides: ["workspace"], invalidates: [] },
  forward_limit_save: { provides: [], invalidates: ["workspace"] },
  outbox: { provides: ["purchases"], invalidates: [] },
  outbox_send: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  outbox_decide: { provides: [], invalidates: ["orders", "purchases", "workspace", "activity"] },
  purchases: { provides: ["purchases"], invalidates: [] },
  purchase: { provides: ["purchases"], invalidates: [] },
  purchase_answer: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  purchase_placed: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  purchase_cancel: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  purchase_retry: { provides: [], invalidates: ["orders", "purchases", "workspace", "activity"] },
  purchase_resend: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  purchase_refused: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  follow_ups: { provides: ["purchases"], invalidates: [] },
  purchase_follow: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  purchase_document: { provides: [], invalidates: [] },
  forwarding_resume: { provides: [], invalidates: ["orders", "purchases", "workspace"] },
  forwarding_try_again: { provides: [], invalidates: ["orders", "purchases", "workspace"] },
  sending: { provides: ["purchases", "suppliers"], invalidates: [] },
  supplier_go_on: { provides: [], invalidates: ["purchases", "suppliers", "orders", "workspace", "activity"] },
  alarm_settle: { provides: [], invalidates: ["purchases", "suppliers"] },
  purchase_cancel_there: { provides: [], invalidates: ["orders", "purchases", "workspace", "profit", "activity"] },
  routing_rules: { provides: ["settings"], invalidates: [] },
  routing_rule_save: { provides: [], invalidates: ["settings", "orders", "workspace", "profit", "activity"] },
  routing_rule_remove: { provides: [], invalidates: ["settings", "orders", "workspace", "profit", "activity"] },
  routing_rule_move: { provides: [], invalidates: ["settings", "orders", "workspace", "profit", "activity"] },
  routing_rule_enable: { provides: [], invalidates: ["settings", "orders", "workspace", "profit", "activity"] },
  duty_rules: { provides: ["settings"], invalidates: [] },
  duty_rule_save: { provides: [], invalidates: ["settings", "orders", "workspace", "activity"] },
  duty_rule_remove: { provides: [], invalidates: ["settings", "orders", "workspace", "activity"] },
  routing_dry_run: { provides: ["orders", "settings"], invalidates: [] },
  routing_replay: { provides: ["settings"], invalidates: [] },
  routing_replay_stop: { provides: [], invalidates: [] },
  shipment_add: { provides: [], invalidates: ["orders", "workspace", "activity"] },
  shipment_remove: { provides: [], invalidates: ["orders", "workspace", "activity"] },
  tracking_number: { provides: [], invalidates: [] },
  suppliers: { provides: ["suppliers"], invalidates: [] },
  supplier: { provides: ["suppliers"], invalidates: [] },
  supplier_save: { provides: [], invalidates: ["suppliers", "orders", "workspace", "activity"] },
  supplier_expectation: { provides: ["suppliers"], invalidates: [] },
  supplier_expectation_save: { provides: [], invalidates: ["suppliers", "purchases", "activity"] },
  supplier_api: { provides: ["suppliers"], invalidates: [] },
  supplier_api_save: { provides: [], invalidates: ["suppliers", "purchases", "orders", "workspace"] },
  supplier_api_test: { provides: [], invalidates: [] },
  sftp_account: { provides: ["suppliers"], invalidates: [] },
  sftp_account_save: { provides: [], invalidates: ["suppliers", "purchases", "orders", "workspace"] },
  sftp_account_test: { provides: [], invalidates: [] },
  offers: { provides: ["suppliers"], invalidates: [] },
  offer_save: { provides: [], invalidates: ["suppliers", "products", "orders", "workspace", "profit", "activity"] },
  offer_remove: { provides: [], invalidates: ["suppliers", "products", "orders", "workspace", "activity"] },
  products: { provides: ["products"], invalidates: [] },
  offer_matches: { provides: ["products", "suppliers"], invalidates: [] },
  mapping_save: { provides: [], invalidates: ["products", "orders", "workspace", "profit", "activity"] },
  part_rename: { provides: [], invalidates: ["products", "orders", "workspace", "profit", "activity"] },
  mapping_remove: { provides: [], invalidates: ["products", "orders", "workspace", "profit", "activity"] },
  import_preview: { provides: [], invalidates: [] },
  import_run: { provides: [], invalidates: ["workspace", "orders", "purchases", "suppliers", "products", "profit", "costs", "imports", "activity"] },
  import_stop: { provides: [], invalidates: [] },
  imports: { provides: ["imports"], invalidates: [] },
  import_rejections: { provides: ["imports"], invalidates: [] },
  automation: { provides: ["rules", "suppliers"], invalidates: [] },
  automation_rule_save: { provides: [], invalidates: ["rules"] },
  automation_rule_remove: { provides: [], invalidates: ["rules"] },
  automation_rule_move: { provides: [], invalidates: ["rules"] },
  automation_rule_enable: { provides: [], invalidates: ["rules"] },
  automation_mode: { provides: [], invalidates: ["rules"] },
  automation_supplier: { provides: [], invalidates: ["rules"] },
  automation_limit: { provides: [], invalidates: ["rules"] },
  automation_answer: { provides: [], invalidates: ["rules", "orders", "purchases", "workspace", "activity"] },
  automation_dry_run: { provides: [], invalidates: [] },
  automation_log: { provides: ["rules"], invalidates: [] },
  drafts: { provides: ["rules"], invalidates: [] },
  draft_remove: { provides: [], invalidates: ["rules", "activity"] },
  profit: { provides: ["profit"], invalidates: [] },
  profit_moved: { provides: ["profit"], invalidates: [] },
  profit_entries: { provides: ["profit"], invalidates: [] },
  profit_export: { provides: [], invalidates: [] },
  recurring: { provides: ["costs"], invalidates: [] },
  recurring_save: { provides: [], invalidates: ["costs", "profit", "activity"] },
  recurring_remove: { provides: [], invalidates: ["costs", "profit", "activity"] },
  cost_add: { provides: [], invalidates: ["profit", "orders", "activity"] },
  fee_rules: { provides: ["costs"], invalidates: [] },
  fee_rule_save: { provides: [], invalidates: ["costs", "profit", "orders", "activity"] },
  fee_rule_remove: { provides: [], invalidates: ["costs", "profit", "orders", "activity"] },
  fee_presets: { provides: [], invalidates: [] },
  fee_preset_add: { provides: [], invalidates: ["costs", "profit", "orders", "activity"] },
  rates: { provides: ["costs"], invalidates: [] },
  rate_save: { provides: [], invalidates: ["costs", "profit", "orders", "activity"] },
  backup: { provides: [], invalidates: ["backups", "workspace"] },
  backups: { provides: ["backups"], invalidates: [] },
  restore: { provides: [], invalidates: ["workspace", "orders", "purchases", "suppliers", "products", "profit", "costs", "settings", "imports", "backups", "activity"] },
  check: { provides: [], invalidates: [] },
  activity: { provides: ["activity", "purchases", "imports"], invalidates: [] },
  undo: { provides: [], invalidates: ["workspace", "orders", "purchases", "suppliers", "products", "profit", "costs", "settings", "activity"] },
};
