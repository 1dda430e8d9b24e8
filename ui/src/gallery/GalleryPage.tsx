import { Ellipsis, Inbox as InboxIcon, ListFilter, MessageSquare, Plus, SlidersHorizontal, WifiOff, Check } from "lucide-react";
import { useState, type ReactNode } from "react";
import { currentTime } from "../clock";
import { Banner } from "../components/Banner";
import { BULK_BAR_SPACE, BulkBar } from "../components/BulkBar";
import { Button } from "../components/Button";
import { AmountList, Card, KeyValue, Section } from "../components/Card";
import { Checkbox, RadioGroup, Switch } from "../components/Choice";
import { DataTable } from "../components/DataTable/DataTable";
import type { Sort } from "../components/DataTable/columns";
import { NOTHING, selectedCount, type Selection } from "../components/DataTable/selection";
import { DecisionCard } from "../components/DecisionCard";
import { Dialog, ReviewSheet } from "../components/Dialog";
import { EmptyState } from "../components/EmptyState";
import { FilterBar, FilterChip } from "../components/FilterChip";
import { PageHeader, PaneHeader } from "../components/Header";
import { HintsLine } from "../components/HintsLine";
import { Menu } from "../components/Menu";
import { MetricStrip } from "../components/MetricStrip";
import { NumberField } from "../components/NumberField";
import { ProgressBar } from "../components/ProgressBar";
import { Segmented } from "../components/Segmented";
import { SelectField } from "../components/SelectField";
import { ShopTile } from "../components/ShopTile";
import { Skeleton } from "../components/Skeleton";
import { PaneBody, SplitView } from "../components/SplitView";
import { StatusChip, StatusMark, Tag, type Mark } from "../components/StatusMark";
import { StepBar } from "../components/StepBar";
import { Tabs } from "../components/Tabs";
import { SearchField, TextField } from "../components/TextField";
import { showToast } from "../components/toasts";
import { Age, Money, Percent } from "../components/Value";
import { nextTheme } from "../look";
import type { Place } from "../shell/destinations";
import { Shell } from "../shell/Shell";
import { ChartsPart } from "./ChartsPart";
import styles from "./GalleryPage.module.css";
import { COLUMNS, millionOrders, sampleOrders, type SampleOrder } from "./sampleRows";

const MARKS: readonly Mark[] = ["ok", "ready", "half", "move", "wait", "empty", "hold", "warn", "bad"];
const eur = (amount: string) => ({ amount, currency: "EUR" });
const AN_HOUR_AGO = currentTime() - 3_600_000;
const SHOPS = [
  { id: 1, name: "Maple & Moss", tile: 1 },
  { id: 2, name: "Trailkin", tile: 2 },
  { id: 3, name: "Pawberry", tile: 3 },
];

type Part = "list" | "controls" | "charts" | "states" | "million";
const PARTS: readonly { value: Part; label: string }[] = [
  { value: "list", label: "List and pane" },
  { value: "controls", label: "Controls" },
  { value: "charts", label: "Charts" },
  { value: "states", label: "States" },
  { value: "million", label: "A million rows" },
];

/** Every component in its states, with invented people and numbers. For those who build the interface. */
export function GalleryPage(): ReactNode {
  const [part, setPart] = useState<Part>((new URLSearchParams(location.hash.split("?")[1]).get("part") as Part | null) ?? "list");
  const [place, setPlace] = useState<Place>("inbox");
  const [scope, setScope] = useState<number | null>(null);
  return (
    <Shell
      workspace="Fernhill Goods"
      workspaceMenu={[
        { id: "backup", label: "Back up", onAction: () => {} },
        { id: "theme", label: "Change theme", keysOf: "app.theme", onAction: nextTheme },
      ]}
      counts={{ inbox: 40, stock: 9 }}
      shops={SHOPS}
      scope={scope}
      onScope={setScope}
      sync={{ mark: "ok", title: "Orders read 1 min ago", note: "3 shops \u00b7 7 suppliers" }}
      place={place}
      onGo={(destination) => setPlace(destination.place)}
    >
      <div className={styles.parts}>
        <Segmented label="Part of the gallery" value={part} onChange={setPart} options={PARTS} />
      </div>
      {part === "list" && <ListPart />}
      {part === "controls" && <ControlsPart />}
      {part === "charts" && <ChartsPart />}
      {part === "states" && <StatesPart />}
      {part === "million" && <MillionPart />}
    </Shell>
  );
}

function ListPart(): ReactNode {
  const [tab, setTab] = useState("new");
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [sort, setSort] = useState<Sort[]>([]);
  const [row, setRow] = useState<SampleOrder | null>(null);
  const [option, setOption] = useState("switch");
  const [remember, setRemember] = useState(false);
  const [isReviewing, setReviewing] = useState(false);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const count = selectedCount(selection, sampleOrders.total);
  return (
    <SplitView
      name="gallery"
      paneLabel="Order"
      pane={
        <>
          <PaneHeader lead={<ShopTile name="Maple & Moss" tone={1} />} title={row?.number ?? "MM-10482"} note="1 of 7" onPrevious={() => {}} onNext={() => {}} onOpen={() => {}} actions={<Button icon={Ellipsis} look="ghost" size="sm" label="More" />} />
          <PaneBody>
            <DecisionCard
              title="Yarrow Home raised the price by €5.10"
              label="What to do"
              selected={option}
              onSelect={setOption}
              options={[
                { id: "switch", title: "Switch to Harborline", note: "€29.20 · 212 in stock · 3–5 days", value: "18.4%", valueNote: "margin", tone: "good", tag: "Suggested" },
                { id: "anyway", title: "Forward to Yarrow Home anyway", note: "€33.60 · 140+ in stock · 9–14 days", value: "6.1%", valueNote: "margin", tone: "warn" },
                { id: "raise", title: "Forward and raise shop price", note: "Listing to €71.90 from the next order", value: "6.1%", valueNote: "margin", tone: "warn" },
                { id: "hold", title: "Hold and ask the supplier", note: "Drafts a message, back tomorrow", value: "–", valueNote: "margin" },
              ]}
              remember={
                <Checkbox isSelected={remember} onChange={setRemember}>
                  Use Harborline for this SKU from now on
                </Checkbox>
              }
              actions={
                <>
                  <Button look="primary" isWide keysOf="decision.apply" onPress={() => showToast({ text: "Applied. Harborline. 6 left.", onUndo: () => {} })}>
                    Apply and next
                  </Button>
                  <Button hotkey="queue.snooze" onPress={() => showToast({ mark: "hold", text: "Snoozed until tomorrow" })}>
                    Snooze
                  </Button>
                </>
              }
            >
              The throw now costs €33.60 (was €28.50). Margin falls to 6.1%, under your 15% floor.
            </DecisionCard>
            <Section title="Profit with Harborline" end="estimate">
              <AmountList
                lines={[
                  { label: "Paid by customer", value: <Money value={eur("64.90")} bare /> },
                  { label: "VAT 25%", value: <Money value={eur("-12.98")} bare /> },
                  { label: "Product", value: <Money value={eur("-29.20")} bare /> },
                  { label: "Shipping", value: <Money value={eur("-2.40")} bare isEstimate /> },
                  { label: "Net profit", value: <Money value={eur("9.57")} />, isTotal: true },
                ]}
              />
            </Section>
          </PaneBody>
        </>
      }
    >
      <PageHeader
        title="Inbox"
        note="Mon 9 March"
        actions={
          <>
            <Button icon={ListFilter} look="ghost" label="Filter" keysOf="app.filter" />
            <Button icon={SlidersHorizontal} look="ghost" label="Columns and density" />
            <Button look="primary" hotkey="queue.forwardAll" onPress={() => setReviewing(true)}>
              Forward 33 ready
            </Button>
          </>
        }
      />
      <Tabs
        label="Queues"
        selected={tab}
        onSelect={setTab}
        onAdd={() => {}}
        addLabel="Save this view as a tab"
        tabs={[
          { id: "new", title: "New", count: 40 },
          { id: "late", title: "Late parcels", count: 5 },
          { id: "replies", title: "Replies due", count: 3 },
          { id: "waiting", title: "Waiting", count: 18 },
          { id: "snoozed", title: "Snoozed", count: 4 },
        ]}
      />
      <DataTable
        label="New orders"
        source={sampleOrders}
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowName={({ number, customer, step, total }) => `${number}, ${customer}, ${step}, ${total.amount}`}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelect={setSelection}
        onFocusRow={setRow}
        onActivate={({ number }) => showToast({ text: `${number} forwarded to Harborline`, onUndo: () => {} })}
        onOpen={({ number }) => showToast({ text: `${number} would open` })}
        rowMenu={({ number }) => [
          { id: "open", label: `Open ${number}`, keysOf: "list.open", onAction: () => {} },
          { id: "cancel", label: "Cancel order", look: "danger", keysOf: "queue.cancel", onAction: () => {} },
        ]}
        covered={count > 0 ? BULK_BAR_SPACE : 0}
        restoreKey="gallery"
        isMain
      />
      <BulkBar count={count} sum={<Money value={eur("141.15")} />} onClear={() => setSelection(NOTHING)} more={[{ id: "label", label: "Label", keysOf: "queue.label", onAction: () => {} }]}>
        <Button look="primary" size="sm" hotkey="queue.forward">
          Forward
        </Button>
        <Button size="sm" keysOf="queue.snooze">
          Snooze
        </Button>
      </BulkBar>
      <HintsLine
        hints={[
          { keys: ["list.next", "list.previous"], word: "move" },
          { keys: ["list.activate"], word: "apply fix" },
          { keys: ["queue.forward"], word: "forward" },
          { keys: ["list.select"], word: "select" },
          { keys: ["queue.snooze"], word: "snooze" },
          { keys: ["app.undo"], word: "undo" },
        ]}
      />
      <ReviewSheet
        title="Forward 33 orders"
        isOpen={isReviewing}
        onClose={() => setReviewing(false)}
        headings={{ title: "Supplier", value: "To pay €" }}
        lines={[
          { id: "kestrel", title: "Kestrel Outdoor", note: "14 orders, 17 units · by e-mail · first promise Fri 13 March", value: "412.60" },
          { id: "harborline", title: "Harborline", note: "11 orders, 12 units · by e-mail · first promise Thu 12 March", value: "338.20" },
          { id: "oakbridge", title: "Oakbridge Pets", note: "8 orders, 8 units · by folder · first promise Mon 16 March", value: "235.40" },
        ]}
        leftOut={leftOut}
        onLeaveOut={(id, isOut) => {
          const next = new Set(leftOut);
          if (isOut) next.add(id);
          else next.delete(id);
          setLeftOut(next);
        }}
        total={{ label: "33 orders, 3 suppliers", value: "€986.20" }}
        note="Nothing leaves for 10 seconds. Undo inside that time is free."
        confirm={{ label: "Forward 33 orders", onPress: () => { setReviewing(false); showToast({ text: "33 orders forwarded to 6 suppliers", onUndo: () => {} }); } }}
      />
    </SplitView>
  );
}

function ControlsPart(): ReactNode {
  const [text, setText] = useState("Leonie Vogt");
  const [amount, setAmount] = useState<string | null>("29.20");
  const [choice, setChoice] = useState<"sku" | "eu" | "all">("eu");
  const [on, setOn] = useState(true);
  const [view, setView] = useState<"all" | "parcel" | "money">("all");
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const options = [
    { value: "sku", label: "This SKU", note: "Only this order's item" },
    { value: "eu", label: "This SKU, EU orders" },
    { value: "all", label: "All of this supplier" },
  ] as const;
  return (
    <div className={styles.page}>
      <Card title="Buttons" end={<StatusChip mark="half">Testing</StatusChip>}>
        <div className={styles.row}>
          <Button look="primary" keysOf="decision.apply">Switch and list 81</Button>
          <Button icon={MessageSquare} keysOf="queue.reply">Message</Button>
          <Button icon={Plus} look="ghost">Add</Button>
          <Button look="danger">Reject</Button>
          <Button look="destroy">Delete the file</Button>
          <Button isDisabled icon={Check} hint="6 checks open">Approve supplier</Button>
          <Button isPending>Saving</Button>
          <Button size="sm">Keep at 0</Button>
          <Button size="lg" look="primary" keysOf="decision.apply">Explore sample data</Button>
          <Menu label="More" entries={[{ id: "a", label: "Rename", onAction: () => {} }, { id: "b", title: "Danger", entries: [{ id: "c", label: "Delete", look: "danger", onAction: () => {} }] }]}>
            <Button icon={Ellipsis} look="ghost" label="More" />
          </Menu>
          <Button onPress={() => setOpen(true)}>Open dialog</Button>
        </div>
      </Card>
      <div className={styles.columns}>
        <Card title="Fields">
          <div className={styles.stack}>
            <TextField label="Name" value={text} onChange={setText} />
            <TextField label="Street" value="" onChange={() => {}} placeholder="Gartenzeile 14" error="The house number is missing. Add it, or ask the customer." />
            <NumberField label="Unit price" value={amount} onChange={setAmount} currency="EUR" places={2} step="0.10" min="0" help="Steps with ↑ and ↓" />
            <SelectField label="Remember this choice for" value={choice} onChange={setChoice} options={options} />
            <SearchField label="Filter orders" value={query} onChange={setQuery} />
            <TextField label="Note" rows={3} value="One loose thread at the hem corner, cut off clean." onChange={() => {}} />
          </div>
        </Card>
        <Card title="Choices">
          <div className={styles.stack}>
            <Checkbox isSelected={on} onChange={setOn} note="Until the supplier changes its price">Use Harborline from now on</Checkbox>
            <Checkbox isSelected={false} isMixed onChange={() => {}}>Some of them</Checkbox>
            <Switch isSelected={on} onChange={setOn}>Single keys</Switch>
            <RadioGroup label="Which orders" value={choice} onChange={setChoice} options={options} />
            <Segmented label="Timeline" value={view} onChange={setView} options={[{ value: "all", label: "All" }, { value: "parcel", label: "Parcel" }, { value: "money", label: "Money" }]} />
            <div className={styles.row}>
              <FilterChip isOn count={18} onChange={() => {}}>All types</FilterChip>
              <FilterChip isOn={false} count={7} onChange={() => {}}>Wholesaler</FilterChip>
              <FilterChip isOn onChange={() => {}} onRemove={() => {}}>Country is SE</FilterChip>
            </div>
          </div>
        </Card>
        <Card title="Marks and values">
          <div className={styles.stack}>
            <div className={styles.row}>{MARKS.map((mark) => <StatusMark key={mark} mark={mark} size={16} />)}</div>
            <div className={styles.row}>
              <StatusChip mark="ok">Approved</StatusChip>
              <StatusChip mark="warn">On watch</StatusChip>
              <StatusChip mark="bad">Rejected</StatusChip>
              <StatusChip mark="hold">Paused</StatusChip>
              <StatusChip mark="move">In transit</StatusChip>
              <StatusChip mark="wait">Invited</StatusChip>
              <StatusChip>Damaged</StatusChip>
              <Tag>must pass</Tag>
              <Tag look="accent">Suggested</Tag>
            </div>
            <div className={styles.row}>
              {SHOPS.map(({ name }) => <ShopTile key={name} name={name} />)}
              <ShopTile name="Harborline" size="lg" />
              <ShopTile name="Kestrel" size="md" />
              <ShopTile name="Leonie Vogt" shape="round" />
            </div>
            <KeyValue
              items={[
                { label: "Amount", value: <Money value={eur("1234.5")} /> },
                { label: "Loss", value: <Money value={eur("-4.2")} isEstimate /> },
                { label: "In kronor", value: <Money value={eur("41.90")} original={{ amount: "479", currency: "SEK" }} rate={{ rate: "11.43", day: "9 Mar" }} /> },
                { label: "Missing", value: <Money value={null} /> },
                { label: "Margin", value: <Percent value="0.184" /> },
                { label: "Change", value: <Percent value="0.1" signed /> },
                { label: "Age", value: <Age at={AN_HOUR_AGO} /> },
              ]}
            />
          </div>
        </Card>
      </div>
      <MetricStrip
        label="February"
        metrics={[
          { id: "net", label: "Net profit", value: "€16,505.55", change: { direction: 1, text: "16.2%", since: "from Jan", isGood: true }, onPress: () => {} },
          { id: "margin", label: "Net margin", value: "21.9%", change: { direction: 1, text: "1.2 points", since: "from Jan", isGood: true } },
          { id: "sales", label: "Net sales", value: "€75,208.81", change: { direction: 1, text: "9.8%", since: "from Jan", isGood: true } },
          { id: "orders", label: "Orders", value: "1,842", change: { direction: 1, text: "9.3%", since: "from Jan", isGood: true } },
          { id: "each", label: "Profit per order", value: "€8.96", change: { direction: 1, text: "€0.53", since: "from Jan", isGood: true } },
          { id: "refunds", label: "Refund rate", value: "3.0%", change: { direction: -1, text: "0.2 points", since: "from Jan", isGood: true } },
        ]}
      />
      <Dialog
        title="Delete this workspace file?"
        role="alertdialog"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setOpen(false)}>Keep it</Button>
            <Button look="destroy" onPress={() => setOpen(false)}>Delete the file</Button>
          </>
        }
      >
        <p>The file fernhill.stockless and its 1,842 orders are removed from this computer. The backup of 8 March stays.</p>
      </Dialog>
    </div>
  );
}

function StatesPart(): ReactNode {
  return (
    <div className={styles.states}>
      <Card padding="none">
        <div className={styles.frame}>
          <EmptyState icon={Check} tone="good" title="All 40 orders are on their way" actions={<><Button look="primary" keysOf="decision.apply">5 late parcels</Button><Button>3 replies due</Button></>}>
            33 forwarded together, 7 decided one by one, in 6 minutes 40 seconds.
          </EmptyState>
        </div>
      </Card>
      <Card padding="none">
        <div className={styles.frame}>
          <ProgressBar label="Reading orders from Trailkin" done={1240} total={5600} action={<Button look="ghost" size="sm">Pause</Button>} />
          <DataTable label="First load" source={null} columns={COLUMNS} rowId={({ id }) => id} rowName={({ number }) => number} />
        </div>
      </Card>
      <Card padding="none">
        <div className={styles.frame}>
          <Banner icon={<WifiOff size={15} strokeWidth={1.85} aria-hidden />} title="You are offline." action={<Button size="sm">Try now</Button>}>
            Keep working. 6 forwards go out when you are back.
          </Banner>
          <Banner look="bad" title="Trailkin has refused the sign-in since 06:10">
            New orders from this shop are missing here. The other shops work.
          </Banner>
          <FilterBar label="Types" end="Last 90 days">
            <FilterChip isOn count={18} onChange={() => {}}>All types</FilterChip>
            <FilterChip isOn={false} count={5} onChange={() => {}}>Marketplace</FilterChip>
          </FilterBar>
          <Skeleton />
        </div>
      </Card>
      <Card padding="none">
        <div className={styles.frame}>
          <DataTable label="Nothing" source={{ ...sampleOrders, id: "none", total: 0, groups: [] }} columns={COLUMNS} rowId={({ id }) => id} rowName={({ number }) => number} empty={<EmptyState icon={InboxIcon} title="No late parcels for Trailkin" actions={<Button hotkey="app.close">Clear filter</Button>} />} />
        </div>
      </Card>
      <Card padding="none">
        <div className={styles.frame}>
          <DataTable
            label="Refused"
            source={{ id: "refused", total: 50, fetchPage: () => Promise.reject(new Error("The workspace file is busy. Another program holds it.")), jump: () => Promise.reject(new Error("busy")) }}
            columns={COLUMNS}
            rowId={({ id }) => id}
            rowName={({ number }) => number}
          />
        </div>
      </Card>
      <Card title="Steps">
        <StepBar
          label="Order"
          steps={[
            { id: "placed", title: "Placed", note: "Fri 6 Mar, 09:14", state: "done" },
            { id: "paid", title: "Paid", note: "€118.70 by card", state: "done" },
            { id: "forwarded", title: "Forwarded", note: "1 of 2 items", state: "half" },
            { id: "delivered", title: "Delivered", note: "expected 11–13 Mar", state: "open" },
          ]}
        />
      </Card>
    </div>
  );
}

const detailOf = ({ number, items }: SampleOrder): ReactNode => <p>{`${number}: ${items}. What happened, alternatives and the like stand here.`}</p>;

function MillionPart(): ReactNode {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [hasNews, setNews] = useState(true);
  return (
    <>
      <PageHeader title="Orders" note="1,000,000 orders" hasEdge />
      <DataTable
        label="A million orders"
        source={millionOrders}
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowName={({ number, customer, step }) => `${number}, ${customer}, ${step}`}
        selection={selection}
        onSelect={setSelection}
        detail={detailOf}
        totals={{ order: "All 1,000,000", total: "52,310,480.00", margin: "27.4" }}
        {...(hasNews ? { arrived: { text: "3 new orders", onShow: () => setNews(false) } } : {})}
        isMain
      />
    </>
  );
}
