import { t } from "../../i18n/text";
import type { PurchaseRow } from "../../ipc/types.gen";
import { clockTime } from "./doubtWords";

/** Why a queued purchase waits behind its supplier; empty where it does not. */
export function heldSentence({ held, supplier }: Pick<PurchaseRow, "held" | "supplier">, now: number): string {
  switch (held?.why) {
    case "signed_out":
      return t("held.signedOut", { supplier });
    case "stopped":
      return t("held.stopped", { supplier });
    case "limited":
      return held.until === null ? t("held.limited", { supplier }) : t("held.limitedUntil", { supplier, time: clockTime(held.until, now) });
    default:
      return "";
  }
}

/** Why a purchase stands where it stands, in words. */
export const whyWaits = (row: PurchaseRow, now: number): string => heldSentence(row, now) || row.reason;
