import { Package } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Menu } from "../../components/Menu";
import { SelectField } from "../../components/SelectField";
import { StatusChip } from "../../components/StatusMark";
import { Money } from "../../components/Value";
import { t } from "../../i18n/text";
import type { DecisionOption, LineShape, OrderDetail } from "../../ipc/types.gen";
import { optionWords } from "../inbox/decisionWords";
import { parcelMark, parcelWord, purchaseMark, purchaseWord } from "../orders/nextStep";
import { boughtApart, partKey, type PartLine } from "../orders/parts";
import styles from "./Order.module.css";
import { RouteSummary } from "./RouteSummary";
import { RoutingTable } from "./RoutingTable";

export interface ItemsCardProps {
  detail: OrderDetail;
  currency: string;
  now: number;
  isPending: boolean;
  /** The digits choose among offers, unless a decision card has them. */
  hasKeys: boolean;
  onRoute: (option: DecisionOption, remember: boolean, title: string) => void;
  onForward: () => void;
  onOther: (option: DecisionOption) => void;
  onFind: (line: PartLine) => void;
}

type Scope = "order" | "sku";

const isOpen = (line: LineShape): boolean => line.ships && line.forwarded < line.quantity;

/** What was bought, and for each item that is still here, where it may come from. */
export function ItemsCard(props: ItemsCardProps): ReactNode {
  const { detail } = props;
  const units = detail.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const canRoute = detail.row.queue === "decide" || detail.row.queue === "ready" || detail.row.queue === "snoozed";
  const first = boughtApart(detail.lines).find((line) => isOpen(line) && line.quotes.length > 0);
  const isFirst = (line: PartLine): boolean => first !== undefined && partKey(line) === partKey(first);
  return (
    <Card title={t("order.items")} end={`${t("order.itemCount", { count: detail.lines.length })}, ${t("sheet.units", { count: units })}`} padding="none">
      {canRoute && first !== undefined && detail.routing !== null && <RouteSummary routing={detail.routing} />}
      {detail.lines.map((line) => (
        <div key={line.id}>
          <ItemLine detail={detail} line={line} />
          {boughtApart([line]).map((part) => (
            <div key={part.part}>
              {part.part !== "" && <PartRow detail={detail} line={part} />}
              {canRoute && isOpen(part) && <Routing {...props} line={part} hasKeys={props.hasKeys && isFirst(part)} isFirst={isFirst(part)} />}
            </div>
          ))}
        </div>
      ))}
    </Card>
  );
}

function ItemLine({ detail, line }: { detail: OrderDetail; line: LineShape }): ReactNode {
  const purchase = detail.purchases.find(({ id }) => line.purchase_ids.includes(id));
  const parcel = detail.shipments.find(({ lines }) => lines.length === 0 || lines.some(([id]) => id === line.id));
  const chosen = line.quotes.find((quote) => quote.chosen);
  const facts = [line.sku, purchase?.supplier ?? chosen?.supplier, purchase?.supplier_number === undefined || purchase.supplier_number === "" ? null : t("order.supplierNumber", { number: purchase.supplier_number })];
  const isOut = isOpen(line) && chosen !== undefined && chosen.obstacles.includes("out_of_stock");
  return (
    <div className={styles.line}>
      <span className={styles.thumb}>
        <Package size={18} strokeWidth={1.85} aria-hidden />
      </span>
      <div className={styles.grow}>
        <div className="b5">
          {[line.title, line.variant].filter(Boolean).join(", ")} <span className="t3">× {line.quantity}</span>
        </div>
        <div className="t3 s12">{facts.filter(Boolean).join(" \u00b7 ")}</div>
      </div>
      {!line.ships ? (
        <StatusChip>{t("order.notShipped")}</StatusChip>
      ) : parcel !== undefined && !isOpen(line) ? (
        <StatusChip mark={parcelMark(parcel.state)}>{parcelWord(parcel.state)}</StatusChip>
      ) : purchase !== undefined && !isOpen(line) ? (
        <StatusChip mark={purchaseMark(purchase.state)}>{purchaseWord(purchase.state)}</StatusChip>
      ) : isOut ? (
        <StatusChip mark="bad">{t("check.in_stock.failed")}</StatusChip>
      ) : null}
      <span className={styles.lineTotal}>
        <Money value={line.total} />
      </span>
    </div>
  );
}

/** A part of a bundle: who sends it, and how far that is. */
function PartRow({ detail, line }: { detail: OrderDetail; line: PartLine }): ReactNode {
  const purchases = detail.purchases.filter(({ id }) => line.purchase_ids.includes(id));
  const chosen = line.quotes.find((quote) => quote.chosen);
  const suppliers = [...new Set([...purchases.map(({ supplier }) => supplier), ...(isOpen(line) && chosen !== undefined ? [chosen.supplier] : [])])];
  return (
    <div className={styles.part}>
      <span className="b5">{line.part}</span>
      <span className="t3 s12 el">{suppliers.join(", ")}</span>
      <span className={styles.grow} />
      {isOpen(line) && line.forwarded > 0 && <span className="t3 s12">{t("order.partOf", { count: line.forwarded, total: line.quantity })}</span>}
      {purchases.map(({ id, number, state }) => (
        <StatusChip key={id} mark={purchaseMark(state)}>{`${number}: ${purchaseWord(state)}`}</StatusChip>
      ))}
      {purchases.length === 0 && line.ships && <StatusChip>{t("order.partOpen")}</StatusChip>}
    </div>
  );
}

function Routing({ detail, line, currency, now, isPending, hasKeys, isFirst, onRoute, onForward, onOther, onFind }: ItemsCardProps & { line: PartLine; isFirst: boolean }): ReactNode {
  const options = detail.decision?.options ?? [];
  const suggested = options.find((option) => option.suggested && (option.fix.kind === "use_offer" || option.fix.kind === "map") && option.fix.line_id === line.id && option.fix.part === line.part);
  const suggestedOffer = suggested !== undefined && (suggested.fix.kind === "use_offer" || suggested.fix.kind === "map") ? suggested.fix.offer_id : null;
  const current = line.quotes.find(({ chosen }) => chosen)?.offer_id ?? null;
  const [picked, setPicked] = useState<number | null>(null);
  const [scope, setScope] = useState<Scope>("order");
  const selected = picked ?? (suggestedOffer !== null && line.quotes.some(({ offer_id: id }) => id === suggestedOffer) ? suggestedOffer : current);
  const quote = line.quotes.find(({ offer_id: id }) => id === selected);
  const isOther = quote !== undefined && selected !== current;
  const others = options.filter(({ fix }) => fix.kind !== "use_offer" && fix.kind !== "map");
  const supplier = quote?.supplier ?? "";
  const isMapped = line.quotes.some(({ rank }) => rank !== null);
  const route = (): void => {
    if (quote === undefined) return;
    const fix: DecisionOption["fix"] = isMapped ? { kind: "use_offer", line_id: line.id, part: line.part, offer_id: quote.offer_id } : { kind: "map", line_id: line.id, part: line.part, offer_id: quote.offer_id, factor: 1 };
    onRoute({ fix, facts: { supplier }, margin: quote.margin, suggested: false, can_remember: true }, scope === "sku", t("option.switch", { supplier }));
  };
  const canForward = detail.row.queue === "ready" || isOther;
  return (
    <div className={styles.route}>
      {line.quotes.length > 0 && <RoutingTable line={line} selected={selected} onSelect={setPicked} suggested={suggestedOffer} currency={currency} hasKeys={hasKeys} />}
      <div className={styles.routeFoot}>
        {isOther && isMapped && (
          <>
            <span className="t2">{t("order.remember")}</span>
            <SelectField label={t("order.remember")} isLabelHidden size="sm" value={scope} onChange={setScope} options={[{ value: "order", label: t("order.scope.order") }, { value: "sku", label: t("order.scope.sku") }]} />
          </>
        )}
        {line.quotes.length === 0 && <span className="t2">{t(line.part === "" ? "order.noOffer" : "order.noOfferOfPart")}</span>}
        <span className={styles.grow} />
        <Button keysOf={isFirst ? "queue.supplier" : undefined} onPress={() => onFind(line)}>
          {t("order.otherOffer")}
        </Button>
        {others.length > 0 && isFirst && detail.decision !== null && hasKeys && (
          <Menu label={t("order.otherWays")} entries={others.map((option, index) => ({ id: String(index), ...optionMenu(detail, option, now), onAction: () => onOther(option) }))}>
            <Button hasPopup>{t("order.otherWays")}</Button>
          </Menu>
        )}
        {isFirst && quote !== undefined && canForward && (
          <Button look="primary" hotkey="queue.forward" isPending={isPending} onPress={isOther ? route : onForward}>
            {t("route.forward", { supplier })}
          </Button>
        )}
      </div>
    </div>
  );
}

function optionMenu(detail: OrderDetail, option: DecisionOption, now: number): { label: string; note: string } {
  const { title, note } = optionWords(detail, detail.decision?.check ?? "", option, now);
  return { label: title, note };
}
