import { useRef, useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import type { DataTableHandle } from "../../components/DataTable/DataTable";
import { SplitView } from "../../components/SplitView";
import { t } from "../../i18n/text";
import { NARROW, useMedia } from "../orders/useMedia";
import { useNames } from "../orders/useNames";
import { InboxDialogs } from "./InboxDialogs";
import { InboxList } from "./InboxList";
import { OrderPane } from "./OrderPane";
import { useInbox } from "./useInbox";

/** Work by next action: what needs a decision, what is ready, what is late. */
export function InboxPage(): ReactNode {
  const now = useNow();
  const names = useNames();
  const isNarrow = useMedia(NARROW);
  const table = useRef<DataTableHandle>(null);
  const [isPaneShown, setPaneShown] = useState(false);
  const inbox = useInbox({ table, isNarrow, isPaneShown, setPaneShown });
  return (
    <SplitView
      name="inbox"
      paneLabel={t("inbox.pane")}
      isPaneShown={isPaneShown}
      pane={
        <OrderPane
          row={inbox.row}
          detail={inbox.detail}
          tone={inbox.row === null ? undefined : names.tiles.get(inbox.row.shop_id)}
          place={inbox.place}
          choice={inbox.choice}
          actions={inbox.actions}
          now={now}
          isNarrow={isNarrow}
          isPending={inbox.actions.isForwarding}
          menu={inbox.row === null ? [] : inbox.menuOf(inbox.row)}
          snoozeRef={inbox.snoozeRef}
          noteRef={inbox.noteRef}
          on={inbox.on}
        />
      }
    >
      <InboxList inbox={inbox} names={names} table={table} now={now} isNarrow={isNarrow} />
      <InboxDialogs inbox={inbox} names={names} />
    </SplitView>
  );
}
