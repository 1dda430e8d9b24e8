import type { Column } from "../../components/DataTable/columns";
import { StatusMark } from "../../components/StatusMark";
import { Money } from "../../components/Value";
import { t } from "../../i18n/text";
import type { PurchaseRow } from "../../ipc/types.gen";
import { channelText } from "../inbox/ForwardSheet";
import { momentShort } from "../orders/moments";
import { purchaseMark, purchaseWord } from "../orders/nextStep";
import { whyWaits } from "./heldWords";

/** The columns of a list of purchases. */
export const purchaseColumns = (now: number): Column<PurchaseRow>[] => [
  { id: "mark", title: t("orders.state"), header: <span className="sr">{t("orders.state")}</span>, width: 38, isMark: true, cell: (row) => <StatusMark mark={purchaseMark(row.state)} name={purchaseWord(row.state)} /> },
  { id: "number", title: t("purchase.number"), width: 132, isTitle: true, isSticky: true, cell: (row) => <span className="b5 num el">{row.number}</span>, text: (row) => row.number },
  { id: "supplier", title: t("orders.supplier"), min: 130, grow: 2, cell: (row) => <span className="el">{row.supplier}</span>, text: (row) => row.supplier },
  { id: "items", title: t("orders.items"), min: 140, grow: 3, hideBelow: 900, cell: (row) => <span className="t2 el" title={row.items}>{row.items}</span>, text: (row) => row.items },
  { id: "state", title: t("orders.state"), min: 158, grow: 1, cell: (row) => <span className={row.state === "asking" || row.state === "rejected" ? "warn b5 el" : "t2 el"}>{purchaseWord(row.state)}</span>, text: (row) => purchaseWord(row.state) },
  { id: "reason", title: t("purchase.reason"), min: 120, grow: 2, hideBelow: 1080, cell: (row) => <span className="t3 el" title={whyWaits(row, now)}>{whyWaits(row, now)}</span>, text: (row) => whyWaits(row, now) },
  { id: "theirs", title: t("purchase.theirNumber"), width: 120, hideBelow: 980, cell: (row) => <span className="num el">{row.supplier_number}</span>, text: (row) => row.supplier_number },
  { id: "channel", title: t("purchase.channel"), width: 80, hideBelow: 760, cell: (row) => <span className="t2">{channelText(row.channel, "")}</span>, text: (row) => row.channel },
  { id: "total", title: t("purchase.total"), width: 100, align: "end", cell: (row) => <Money value={row.total} />, text: (row) => row.total.amount },
  { id: "when", title: t("purchase.when"), width: 116, align: "end", hideBelow: 640, cell: (row) => <span className="t3">{momentShort(row.placed_at ?? row.created_at, now)}</span>, text: (row) => row.placed_at ?? row.created_at },
];
