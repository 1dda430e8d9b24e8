//! The command list: every use case, its request, its answer, and which lists it fills or makes stale.
//!
//! A host (window, command line, browser test) calls by name through [`Engine::call`]; a command that is not in
//! this list does not exist, and one that is in it exists in every host. The TypeScript types and the table of tags
//! are generated from it.

use serde::Serialize;
use serde_json::Value;

use crate::engine::Engine;
use crate::error::ApiError;
use crate::{api, shapes};

/// What a list shows. A write names what it makes stale; the interface reads those lists again, and only those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Frame of the window: shops, counts, state of forwarding.
    Workspace,
    /// Orders, their lists and pages.
    Orders,
    /// Purchases, outbox, attempts.
    Purchases,
    /// Suppliers and offers.
    Suppliers,
    /// Products and mappings.
    Products,
    /// Profit and entries.
    Profit,
    /// Rules, recurring costs, rates.
    Costs,
    /// Settings, views, mail account.
    Settings,
    /// Imports.
    Imports,
    /// Backups.
    Backups,
    /// Activity and undo.
    Activity,
    /// Rules that work on orders, their log and their messages.
    Rules,
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Name to call it by.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Lists that its answer fills.
    pub provides: &'static [Tag],
    /// Lists that are stale when it has succeeded.
    pub invalidates: &'static [Tag],
}

macro_rules! commands {
    ($(
        $(#[doc = $about:literal])+
        $module:ident::$name:ident($request:ty) -> $answer:ty
            $(: reads $($provides:ident)+)? $(: writes $($invalidates:ident)+)?;
    )*) => {
        /// Every command.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            about: concat!($($about),+),
            provides: &[$($(Tag::$provides),+)?],
            invalidates: &[$($(Tag::$invalidates),+)?],
        }),*];

        impl Engine {
            /// Runs a command by its name. Blocks until it is done; answers in under 100 ms unless it imports,
            /// exports, backs up or checks. Emits what it made stale after it has committed.
            ///
            /// # Errors
            /// With code `unknown_command` or `bad_request` when the call itself is wrong; otherwise as the command says.
            pub fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
                let answer = self.run(name, request);
                self.mend_when_due();
                answer
            }

            fn run(&self, name: &str, request: Value) -> Result<Value, ApiError> {
                match name {
                    $(stringify!($name) => {
                        let request: $request = read(name, request)?;
                        let answer: $answer = api::$module::$name(self, request)?;
                        self.settle_rules(&[$($(Tag::$invalidates),+)?]);
                        self.changed(&[$($(Tag::$invalidates),+)?]);
                        serde_json::to_value(answer).map_err(|error| ApiError::internal(&error))
                    })*
                    _ => Err(ApiError::unknown_command(name)),
                }
            }
        }

        /// Request and answer types of every command, for the generator of the TypeScript types.
        pub(crate) fn visit_types(visitor: &mut impl crate::typescript::CommandVisitor) {
            $(visitor.command::<$request, $answer>(stringify!($name));)*
        }
    };
}

fn read<T: serde::de::DeserializeOwned>(name: &str, request: Value) -> Result<T, ApiError> {
    let request = if request.is_null() { Value::Object(serde_json::Map::new()) } else { request };
    serde_json::from_value(request).map_err(|error| ApiError::bad_request(name, &error))
}

use shapes::activity::*;
use shapes::automation::*;
use shapes::following::*;
use shapes::imports::*;
use shapes::orders::*;
use shapes::profit::*;
use shapes::purchases::*;
use shapes::routing::*;
use shapes::sending::*;
use shapes::sftp::*;
use shapes::shared::*;
use shapes::shipments::*;
use shapes::supplier_api::*;
use shapes::suppliers::*;
use shapes::workspace::*;

commands! {
    /// What the window needs to draw its frame.
    workspace::workspace_state(Nothing) -> WorkspaceState: reads Workspace;
    /// Names the workspace and says how it counts.
    workspace::workspace_setup(WorkspaceSetup) -> Done: writes Workspace Settings;
    /// Fills an empty workspace with sample data from a seed.
    workspace::sample_create(SampleRequest) -> Done: writes Workspace Orders Purchases Suppliers Products Profit Costs Settings Imports Activity;
    /// Removes the sample data and leaves an empty workspace.
    workspace::sample_remove(Nothing) -> Done: writes Workspace Orders Purchases Suppliers Products Profit Costs Settings Imports Activity;
    /// Creates or changes a shop.
    workspace::shop_save(ShopShape) -> Done: writes Workspace Orders Profit;
    /// Settings of the workspace.
    workspace::settings(Nothing) -> Settings: reads Settings;
    /// Saves them.
    workspace::settings_save(Settings) -> Done: writes Settings Workspace Orders;
    /// Saves look-and-feel settings.
    workspace::look_save(LookSave) -> Done: writes Workspace;
    /// The mail account.
    workspace::mail_account(Nothing) -> MailAccountShape: reads Settings;
    /// Saves the mail account; its password goes to the keychain.
    workspace::mail_account_save(MailAccountSave) -> Done: writes Settings;
    /// Signs in to the mail account without sending anything.
    workspace::mail_account_test(Nothing) -> MailTest;
    /// The mailbox that suppliers answer to.
    mailbox::mailbox(Nothing) -> MailboxShape: reads Settings;
    /// Saves the mailbox; its password goes to the keychain.
    mailbox::mailbox_save(MailboxSave) -> Done: writes Settings;
    /// Signs in to the mailbox and opens its folders without changing anything.
    mailbox::mailbox_test(Nothing) -> MailboxTest;
    /// Looks into the mailbox now.
    mailbox::mailbox_look(Nothing) -> Done: writes Settings Purchases Orders Workspace;
    /// Saved views.
    workspace::views(Nothing) -> Page<ViewShape>: reads Settings;
    /// Creates or changes a saved view.
    workspace::view_save(ViewShape) -> Done: writes Settings;
    /// Removes a saved view.
    workspace::view_remove(ById) -> Done: writes Settings;

    /// A page of orders.
    orders::orders(OrdersRequest) -> OrdersPage: reads Orders;
    /// Counts behind the tabs.
    orders::order_counts(CountsRequest) -> OrderCounts: reads Orders;
    /// Everything about one order.
    orders::order(ById) -> OrderDetail: reads Orders;
    /// Puts orders aside until a time, or takes them back with an empty time.
    work::order_snooze(OrderSnooze) -> Done: writes Orders Workspace Activity;
    /// Applies an answer to an order's decision.
    work::order_fix(OrderFix) -> Done: writes Orders Workspace Products Suppliers Profit Activity;
    /// Applies the suggested answer to the decision of each order; those without one are left.
    work::order_fix_suggested(WhichOrders) -> Done: writes Orders Workspace Products Suppliers Profit Activity;
    /// Says of every order that is older than the workspace, and ready but for that, whether it was forwarded before.
    work::orders_older_answer(OlderAnswer) -> Done: writes Orders Workspace Profit Activity;
    /// Corrects where an order goes. The shop's own record stays as it is.
    work::order_address_save(OrderAddressSave) -> Done: writes Orders Workspace Activity;
    /// Closes orders that have nothing to forward, or opens them again.
    work::order_close(OrderClose) -> Done: writes Orders Workspace Activity;
    /// Adds a note.
    work::order_note_add(OrderNoteAdd) -> Done: writes Orders Activity;
    /// Adds or removes a tag.
    work::order_tag(OrderTag) -> Done: writes Orders Activity;
    /// Sets the colour flag.
    work::order_colour(OrderColour) -> Done: writes Orders Activity;
    /// Tags in use.
    work::tags(Nothing) -> Page<String>: reads Orders;

    /// What forwarding would do: suppliers, amounts, and what stays behind.
    forwarding::forward_review(ForwardRequest) -> Review: reads Orders Purchases Suppliers;
    /// Queues purchases for every order that passes its checks.
    forwarding::forward(ForwardRequest) -> Forwarded: writes Orders Purchases Workspace Profit Activity;
    /// How much is forwarded without a second word.
    forwarding::forward_limit(Nothing) -> Totals: reads Workspace;
    /// Sets how much is forwarded without a second word.
    forwarding::forward_limit_save(Totals) -> Done: writes Workspace;
    /// What waits to leave.
    forwarding::outbox(Nothing) -> Outbox: reads Purchases;
    /// Sends what is in the outbox now.
    forwarding::outbox_send(Nothing) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// The word about purchases that were queued before the program was closed.
    forwarding::outbox_decide(OutboxDecision) -> Done: writes Orders Purchases Workspace Activity;
    /// Purchases.
    purchases::purchases(PurchasesRequest) -> Page<PurchaseRow>: reads Purchases;
    /// Everything about one purchase.
    purchases::purchase(ById) -> PurchaseDetail: reads Purchases;
    /// The answer about a purchase whose outcome is unknown.
    purchases::purchase_answer(AnswerRequest) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Purchases were handed over, placed by hand, or confirmed by the supplier.
    purchases::purchase_placed(PlacedRequest) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Takes a purchase back. Says so where the supplier has to be asked as well.
    purchases::purchase_cancel(ById) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Queues a rejected purchase again.
    purchases::purchase_retry(ById) -> Done: writes Orders Purchases Workspace Activity;
    /// Sends units of a placed purchase once more, as a purchase of its own with a reason.
    purchases::purchase_resend(ResendRequest) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Notes units that the supplier will not send, though it took the rest; they can be bought elsewhere.
    purchases::purchase_refused(RefusedRequest) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Purchases that need the merchant: unconfirmed, unpaid, or with a mail to read. Longest waiting first.
    following::follow_ups(FollowUpsRequest) -> Page<FollowUp>: reads Purchases;
    /// The merchant's word about a purchase that its supplier has: confirmed, asked for, paid, put off.
    following::purchase_follow(FollowRequest) -> Done: writes Orders Purchases Workspace Profit Activity;
    /// Writes a purchase's document to a file, as it was frozen.
    purchases::purchase_document(DocumentRequest) -> Written;
    /// Goes on after the merchant has looked at the records that differ.
    forwarding::forwarding_resume(Nothing) -> Done: writes Orders Purchases Workspace;
    /// Opens the file again after the disk refused, and goes on when it takes what is written.
    forwarding::forwarding_try_again(Nothing) -> Done: writes Orders Purchases Workspace;

    /// How sending to suppliers goes: who is stopped, and what their records and ours do not agree on.
    sending::sending(Nothing) -> Sending: reads Purchases Suppliers;
    /// Lets sending to a supplier go on after it was stopped or signed out.
    sending::supplier_go_on(ById) -> Done: writes Purchases Suppliers Orders Workspace Activity;
    /// Settles an alarm about a supplier's records.
    sending::alarm_settle(ById) -> Done: writes Purchases Suppliers;
    /// Cancels a purchase at its supplier, where its channel takes that.
    sending::purchase_cancel_there(ById) -> Done: writes Orders Purchases Workspace Profit Activity;

    /// Routing rules, first one first.
    routing::routing_rules(Nothing) -> Page<RoutingRuleShape>: reads Settings;
    /// Creates a routing rule behind the others, switched off, or changes one.
    routing::routing_rule_save(RoutingRuleShape) -> Done: writes Settings Orders Workspace Profit Activity;
    /// Removes a routing rule.
    routing::routing_rule_remove(ById) -> Done: writes Settings Orders Workspace Profit Activity;
    /// Puts a routing rule in another place.
    routing::routing_rule_move(RoutingRuleMove) -> Done: writes Settings Orders Workspace Profit Activity;
    /// Switches a routing rule on or off.
    routing::routing_rule_enable(RoutingRuleEnable) -> Done: writes Settings Orders Workspace Profit Activity;
    /// Estimates of duty.
    routing::duty_rules(Nothing) -> Page<DutyRuleShape>: reads Settings;
    /// Creates or changes an estimate of duty.
    routing::duty_rule_save(DutyRuleShape) -> Done: writes Settings Orders Workspace Activity;
    /// Removes an estimate of duty.
    routing::duty_rule_remove(ById) -> Done: writes Settings Orders Workspace Activity;
    /// Where an order would go, what that costs, and why not elsewhere.
    routing::routing_dry_run(DryRunRequest) -> DryRun: reads Orders Settings;
    /// What rules would have done with the orders of the last 90 days. Changes nothing.
    routing::routing_replay(ReplayRequest) -> Replay: reads Settings;
    /// Stops a replay.
    routing::routing_replay_stop(ReplayStop) -> Done;

    /// Adds a parcel, or an event to a known one.
    shipments::shipment_add(ShipmentAdd) -> Done: writes Orders Workspace Activity;
    /// Removes a parcel that was entered by mistake.
    shipments::shipment_remove(ById) -> Done: writes Orders Workspace Activity;
    /// What a tracking number looks like.
    shipments::tracking_number(NumberRequest) -> NumberAnswer;

    /// The directory.
    suppliers::suppliers(SuppliersRequest) -> Page<SupplierRow>: reads Suppliers;
    /// A supplier's page.
    suppliers::supplier(ById) -> SupplierDetail: reads Suppliers;
    /// Creates or changes a supplier.
    suppliers::supplier_save(SupplierShape) -> Done: writes Suppliers Orders Workspace Activity;
    /// What a supplier agreed to after it has a purchase: to confirm in time, to be paid in time.
    following::supplier_expectation(ById) -> ExpectationShape: reads Suppliers;
    /// Saves it. It holds for purchases from now on.
    following::supplier_expectation_save(ExpectationShape) -> Done: writes Suppliers Purchases Activity;
    /// A supplier's interface for programs, without its key.
    supplier_api::supplier_api(ById) -> SupplierApi: reads Suppliers;
    /// Saves it; its key or password goes to the keychain.
    supplier_api::supplier_api_save(SupplierApiSave) -> Done: writes Suppliers Purchases Orders Workspace;
    /// Asks the supplier something that changes nothing.
    supplier_api::supplier_api_test(ById) -> SupplierApiTest;
    /// A supplier's SFTP server, without what signs in.
    sftp::sftp_account(ById) -> SftpAccountShape: reads Suppliers;
    /// Saves it; the password or private key goes to the keychain.
    sftp::sftp_account_save(SftpAccountSave) -> Done: writes Suppliers Purchases Orders Workspace;
    /// Signs in to it and tries the folder, without leaving anything there.
    sftp::sftp_account_test(ById) -> SftpTest;
    /// Offers.
    offers::offers(OffersRequest) -> Page<OfferShape>: reads Suppliers;
    /// Creates or changes an offer.
    offers::offer_save(OfferShape) -> Done: writes Suppliers Products Orders Workspace Profit Activity;
    /// Removes an offer that no purchase used; its mappings go with it.
    offers::offer_remove(ById) -> Done: writes Suppliers Products Orders Workspace Activity;
    /// Products with their mappings.
    products::products(ProductsRequest) -> Page<ProductRow>: reads Products;
    /// Offers that might serve a product, best first.
    products::offer_matches(ById) -> Page<OfferMatch>: reads Products Suppliers;
    /// Creates or changes a mapping.
    products::mapping_save(MappingShape) -> Done: writes Products Orders Workspace Profit Activity;
    /// Gives a part of a product another name, for all offers that serve it for a destination.
    products::part_rename(PartRename) -> Done: writes Products Orders Workspace Profit Activity;
    /// Removes a mapping.
    products::mapping_remove(ById) -> Done: writes Products Orders Workspace Profit Activity;

    /// What an import would do.
    imports::import_preview(ImportRequest) -> Preview;
    /// Imports. Reports progress under its job name.
    imports::import_run(ImportRequest) -> ImportAnswer: writes Workspace Orders Purchases Suppliers Products Profit Costs Imports Activity;
    /// Stops a running import; what was committed stays.
    imports::import_stop(ImportStop) -> Done;
    /// Imports that ran.
    imports::imports(Nothing) -> Page<ImportRow>: reads Imports;
    /// Rows that an import did not use.
    imports::import_rejections(ById) -> Page<Rejection>: reads Imports;

    /// Rules, how they are applied, and to whom they may forward.
    automation::automation(Nothing) -> Automation: reads Rules Suppliers;
    /// Creates or changes a rule. What happened before is left alone; a dry run says what it would have done.
    automation::automation_rule_save(RuleShape) -> Done: writes Rules;
    /// Removes a rule. What it did stays.
    automation::automation_rule_remove(ById) -> Done: writes Rules;
    /// Puts a rule at a place among those of its event.
    automation::automation_rule_move(RuleMove) -> Done: writes Rules;
    /// Switches a rule on or off.
    automation::automation_rule_enable(RuleSwitch) -> Done: writes Rules;
    /// Says whether only the first rule of an event that fits acts, or all that fit.
    automation::automation_mode(RuleMode) -> Done: writes Rules;
    /// Lets rules forward to a supplier, or no longer.
    automation::automation_supplier(AutomaticSwitch) -> Done: writes Rules;
    /// How much rules may forward within an hour without asking.
    automation::automation_limit(AutomaticLimit) -> Done: writes Rules;
    /// The word about what rules want forwarded and that is too much to leave without one.
    automation::automation_answer(AskingAnswer) -> Done: writes Rules Orders Purchases Workspace Activity;
    /// What a rule would have done with past orders. Changes nothing.
    automation::automation_dry_run(RuleDryRunRequest) -> RuleDryRun;
    /// What rules did, latest first.
    automation::automation_log(RuleLogRequest) -> Page<RuleLogRow>: reads Rules;
    /// Messages that rules wrote and that wait to be read and sent.
    automation::drafts(DraftsRequest) -> Page<DraftRow>: reads Rules;
    /// Removes a message.
    automation::draft_remove(ById) -> Done: writes Rules Activity;

    /// A profit report.
    profit::profit(ProfitRequest) -> ProfitAnswer: reads Profit;
    /// What moved profit between two periods.
    profit::profit_moved(MovedRequest) -> Moved: reads Profit;
    /// The entries behind a figure.
    profit::profit_entries(EntriesRequest) -> EntriesPage: reads Profit;
    /// Writes a report to CSV or XLSX.
    profit::profit_export(ProfitExport) -> Written;
    /// Recurring costs.
    costs::recurring(Nothing) -> Page<RecurringShape>: reads Costs;
    /// Creates or changes a recurring cost.
    costs::recurring_save(RecurringShape) -> Done: writes Costs Profit Activity;
    /// Removes a recurring cost and takes back what it accrued.
    costs::recurring_remove(ById) -> Done: writes Costs Profit Activity;
    /// Enters a cost by hand.
    costs::cost_add(CostAdd) -> Done: writes Profit Orders Activity;
    /// Fee rules of all shops.
    costs::fee_rules(Nothing) -> Page<FeeRuleShape>: reads Costs;
    /// Creates or changes a fee rule. Holds for orders placed from its first day on.
    costs::fee_rule_save(FeeRuleShape) -> Done: writes Costs Profit Orders Activity;
    /// Removes a fee rule.
    costs::fee_rule_remove(ById) -> Done: writes Costs Profit Orders Activity;
    /// Fee schedules to start from.
    costs::fee_presets(Nothing) -> Page<FeePresetShape>;
    /// Gives a shop those rules of a fee schedule that it does not have yet; counts what was added.
    costs::fee_preset_add(FeePresetAdd) -> Done: writes Costs Profit Orders Activity;
    /// Exchange rates, latest first.
    costs::rates(RatesRequest) -> Page<RateShape>: reads Costs;
    /// Enters an exchange rate by hand.
    costs::rate_save(RateShape) -> Done: writes Costs Profit Orders Activity;

    /// Makes a verified backup.
    backups::backup(BackupRequest) -> BackupRow: writes Backups Workspace;
    /// Backups in the workspace's folder, latest first.
    backups::backups(Nothing) -> Page<BackupRow>: reads Backups;
    /// Replaces the workspace by a backup. The present file is kept.
    backups::restore(RestoreRequest) -> Restored: writes Workspace Orders Purchases Suppliers Products Profit Costs Settings Imports Backups Activity;
    /// Proves the file, the summaries and the journal.
    backups::check(Nothing) -> CheckAnswer;

    /// What the program did.
    activity::activity(ActivityRequest) -> Page<ActivityRow>: reads Activity Purchases Imports;
    /// Takes an action back.
    activity::undo(UndoRequest) -> Undone: writes Workspace Orders Purchases Suppliers Products Profit Costs Settings Activity;
}
