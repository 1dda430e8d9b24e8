import { Ellipsis, Package } from "lucide-react";
import type { ReactNode, Ref, RefObject } from "react";
import { Button } from "../../components/Button";
import { Section } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { PaneHeader } from "../../components/Header";
import { Menu, type MenuEntry } from "../../components/Menu";
import { ShopTile, toneOf, type TileTone } from "../../components/ShopTile";
import { Skeleton } from "../../components/Skeleton";
import { PaneBody } from "../../components/SplitView";
import { t } from "../../i18n/text";
import type { OrderDetail, OrderRow } from "../../ipc/types.gen";
import { ChecksGrid } from "./ChecksGrid";
import { isConflict } from "../order/conflict";
import type { PartLine } from "../orders/parts";
import { ConflictPanel } from "./ConflictPanel";
import { DecisionPanel } from "./DecisionPanel";
import { AddressText, EditButton } from "./DeliverTo";
import { ItemLines } from "./ItemLines";
import { NotesBlock } from "./NotesBlock";
import styles from "./Pane.module.css";
import { ProfitSlip } from "./ProfitSlip";
import { RoutePanel } from "./RoutePanel";
import { StatePanel } from "./StatePanel";
import { TagsBlock } from "./TagsBlock";
import type { Choice } from "./useChoice";
import type { OrderActions } from "./useOrderActions";

export interface OrderPaneProps {
  row: OrderRow | null;
  /** Undefined until it is the detail of this row. */
  detail: OrderDetail | undefined;
  tone: TileTone | undefined;
  /** "1 of 7". */
  place: string;
  choice: Choice;
  actions: OrderActions;
  now: number;
  isNarrow: boolean;
  isPending: boolean;
  menu: readonly MenuEntry[];
  snoozeRef: RefObject<HTMLButtonElement | null>;
  noteRef: Ref<HTMLInputElement & HTMLTextAreaElement>;
  on: {
    primary: () => void;
    snooze: () => void;
    wake: () => void;
    previous: () => void;
    next: () => void;
    open: () => void;
    close: () => void;
    fix: (check: string) => void;
    offer: (line: PartLine) => void;
    address: () => void;
    tag: () => void;
    purchase: (id: number) => void;
    list: () => void;
  };
}

/** Everything needed to decide about the focused order, beside the list. */
export function OrderPane(props: OrderPaneProps): ReactNode {
  const { row, detail, on } = props;
  if (row === null) {
    return (
      <div className={styles.none}>
        <EmptyState icon={Package} title={t("inbox.noOrder")}>
          {t("inbox.noOrderNote")}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <PaneHeader
        lead={<ShopTile name={row.shop} tone={props.tone ?? toneOf(row.shop)} />}
        title={<span className="num">{row.number}</span>}
        note={props.place}
        onPrevious={on.previous}
        onNext={on.next}
        onOpen={on.open}
        {...(props.isNarrow ? { onClose: on.close } : {})}
        actions={
          <Menu label={t("pane.more")} entries={props.menu} placement="bottom end">
            <Button icon={Ellipsis} look="ghost" size="sm" label={t("pane.more")} hasPopup />
          </Menu>
        }
      />
      <PaneBody key={row.id}>{detail === undefined ? <Skeleton rows={9} /> : <PaneContent {...props} detail={detail} />}</PaneBody>
    </>
  );
}

function PaneContent({ detail, choice, actions, now, isPending, snoozeRef, noteRef, on }: OrderPaneProps & { detail: OrderDetail }): ReactNode {
  const { row } = detail;
  return (
    <>
      <ItemLines detail={detail} now={now} />
      {isConflict(detail) ? (
        <ConflictPanel detail={detail} now={now} onOpen={on.open} />
      ) : detail.decision !== null ? (
        <DecisionPanel detail={detail} choice={choice} now={now} onApply={on.primary} onSnooze={on.snooze} isPending={isPending} snoozeRef={snoozeRef} />
      ) : row.queue === "ready" ? (
        <RoutePanel detail={detail} onForward={on.primary} onSnooze={on.snooze} onChange={on.offer} isPending={isPending} snoozeRef={snoozeRef} />
      ) : (
        <StatePanel detail={detail} now={now} onWake={on.wake} onPurchase={on.purchase} />
      )}
      <ChecksGrid checks={row.checks} onFix={on.fix} />
      <ProfitSlip detail={detail} option={choice.option} />
      <Section title={t("pane.deliver")} end={<><span>{detail.address_edited ? t("pane.corrected") : ""}</span><EditButton onPress={on.address} /></>}>
        <AddressText address={detail.ship_to} />
      </Section>
      {detail.customer_note !== "" && (
        <Section title={t("pane.customerNote")}>
          <p className={styles.quote}>{detail.customer_note}</p>
        </Section>
      )}
      <Section title={t("pane.notes")}>
        <NotesBlock detail={detail} fieldRef={noteRef} onDone={on.list} />
      </Section>
      <Section title={t("pane.tags")}>
        <TagsBlock row={row} actions={actions} onAdd={on.tag} />
      </Section>
    </>
  );
}
