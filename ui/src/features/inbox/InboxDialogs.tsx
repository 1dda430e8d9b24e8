import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { t } from "../../i18n/text";
import { filterSentence, isFiltered } from "../orders/filterWords";
import type { Names } from "../orders/useNames";
import { SaveViewDialog } from "../orders/SaveViewDialog";
import { AddressDialog } from "./AddressDialog";
import { DuplicateDialog } from "./DuplicateDialog";
import { ForwardSheet } from "./ForwardSheet";
import { OfferPicker } from "./OfferPicker";
import { SnoozeMenu } from "./SnoozeMenu";
import { TagDialog } from "./TagDialog";
import type { InboxState } from "./useInbox";
import { orderSubject } from "./useOrderActions";

/** The layer over the inbox, if one is open. */
export function InboxDialogs({ inbox, names }: { inbox: InboxState; names: Names }): ReactNode {
  const now = useNow();
  const { open, setOpen, actions, list, views, filter } = inbox;
  const shut = (): void => setOpen(null);
  const isBulk = inbox.hasSelection;
  switch (open?.kind) {
    case "review":
      return (
        <ForwardSheet
          which={open.subject.which}
          isPending={actions.isForwarding}
          onClose={shut}
          onForward={(withoutSuppliers, confirmed) =>
            actions.forward({ ...open.subject, count: Math.max(2, open.subject.count) }, { withoutSuppliers, confirmed, onDone: () => { inbox.setSelection({ all: false, ids: new Set() }); shut(); inbox.toList(); } })
          }
        />
      );
    case "snooze":
      return <SnoozeMenu at={open.at} onClose={shut} onSnooze={(until) => { actions.snooze(open.subject, until); inbox.afterAction(isBulk); }} />;
    case "tag":
      return <TagDialog name={open.subject.name} has={open.has} onClose={shut} onTag={(tag, on) => actions.tag(open.subject, tag, on)} />;
    case "address":
      return <AddressDialog detail={open.detail} onClose={shut} />;
    case "offer":
      return (
        <OfferPicker
          detail={open.detail}
          line={open.line}
          onClose={shut}
          onPick={(option, remember, title) => {
            actions.route({ orderId: open.detail.row.id, number: open.detail.row.number, option, remember, title });
            shut();
          }}
        />
      );
    case "duplicate": {
      const { row, decision } = open.detail;
      const keep = decision?.options.find(({ fix }) => fix.kind === "accept");
      return (
        <DuplicateDialog
          detail={open.detail}
          onClose={shut}
          onKeep={() => {
            shut();
            actions.decide({ orderId: row.id, number: row.number, option: keep ?? { fix: { kind: "accept", check: "duplicate" }, facts: {}, margin: null, suggested: false, can_remember: false }, remember: false, title: t("option.accept.duplicate") });
            inbox.goOn();
          }}
          onDrop={() => {
            actions.close(orderSubject(row), true);
            inbox.afterAction(false);
          }}
        />
      );
    }
    case "view": {
      const what = [t(`inbox.filteredTab.${list.tab}`), isFiltered(filter) ? filterSentence(filter, names, now) : "", t(`sort.${list.sort}`)].filter(Boolean).join(", ");
      return (
        <SaveViewDialog
          what={what}
          suggestion={isFiltered(filter) ? filterSentence(filter, names, now) : ""}
          isSaving={views.isSaving}
          onClose={shut}
          onSave={(name) =>
            views.save({ id: null, name, tab: list.tab, filter, sort: list.sort }, (id) => {
              shut();
              if (id !== null) list.choose({ tabId: `view ${id}`, tab: list.tab, filter: list.filter, sort: list.sort });
            })
          }
        />
      );
    }
    default:
      return null;
  }
}
