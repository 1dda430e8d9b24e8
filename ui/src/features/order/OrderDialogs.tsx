import type { ReactNode } from "react";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { AddressDialog } from "../inbox/AddressDialog";
import { DuplicateDialog } from "../inbox/DuplicateDialog";
import { OfferPicker } from "../inbox/OfferPicker";
import { SnoozeMenu } from "../inbox/SnoozeMenu";
import { TagDialog } from "../inbox/TagDialog";
import { orderSubject } from "../inbox/useOrderActions";
import type { OrderPageState } from "./useOrderPage";

/** The layer over the page of an order, if one is open. */
export function OrderDialogs({ detail, page }: { detail: OrderDetail; page: OrderPageState }): ReactNode {
  const { row } = detail;
  const { layer, setLayer, actions } = page;
  const shut = (): void => setLayer(null);
  const subject = orderSubject(row);
  switch (layer?.kind) {
    case "snooze":
      return <SnoozeMenu at={layer.at} onClose={shut} onSnooze={(until) => { actions.snooze(subject, until); shut(); }} />;
    case "tag":
      return <TagDialog name={row.number} has={row.tags} onClose={shut} onTag={(tag, on) => actions.tag(subject, tag, on)} />;
    case "address":
      return <AddressDialog detail={detail} onClose={shut} />;
    case "offer":
      return <OfferPicker detail={detail} line={layer.line} onClose={shut} onPick={(option, remember, title) => { actions.route({ orderId: row.id, number: row.number, option, remember, title }); shut(); }} />;
    case "duplicate":
      return (
        <DuplicateDialog
          detail={detail}
          onClose={shut}
          onKeep={() => {
            actions.decide({ orderId: row.id, number: row.number, option: { fix: { kind: "accept", check: "duplicate" }, facts: {}, margin: null, suggested: false, can_remember: false }, remember: false, title: t("option.accept.duplicate") });
            shut();
          }}
          onDrop={() => {
            actions.close(subject, true);
            shut();
          }}
        />
      );
    default:
      return null;
  }
}
