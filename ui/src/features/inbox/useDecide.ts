import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useNow } from "../../clock";
import { t } from "../../i18n/text";
import { optionWords } from "./decisionWords";
import type { InboxShown } from "./useInboxState";
import { orderSubject } from "./useOrderActions";

/** Answers the decision of the focused order, or forwards it, and goes on to the next row. */
export function useDecide({ row, detail, choice, counts, actions, setOpen }: InboxShown, goOn: () => void): { decide: () => void; forwardOne: () => void } {
  const navigate = useNavigate();
  const now = useNow();
  // An order that was just decided takes no second answer while its list is read again.
  const settled = useRef<{ id: number; version: number } | null>(null);
  const isSettled = (id: number, version: number): boolean => settled.current?.id === id && settled.current.version === version;

  return {
    decide: () => {
      if (detail === undefined || choice.option === null || detail.decision === null || isSettled(detail.row.id, detail.version)) return;
      const { fix } = choice.option;
      if (fix.kind === "edit_address") return setOpen({ kind: "address", detail });
      if (fix.kind === "open_purchase") return void navigate({ to: "/purchases/$id", params: { id: String(fix.purchase_id) } });
      settled.current = { id: detail.row.id, version: detail.version };
      if (fix.kind === "ask_customer") void navigator.clipboard?.writeText(fix.text);
      const title = fix.kind === "ask_customer" ? t("option.asked") : optionWords(detail, detail.decision.check, choice.option, now).title;
      const left = Math.max(0, (counts?.decide ?? 1) - 1);
      actions.decide({ orderId: detail.row.id, number: detail.row.number, option: choice.option, remember: choice.remember, title, left, onFailed: () => { settled.current = null; } });
      goOn();
    },
    forwardOne: () => {
      const version = detail?.version ?? 0;
      if (row === null || row.queue !== "ready" || isSettled(row.id, version)) return;
      settled.current = { id: row.id, version };
      actions.forward(orderSubject(row), { supplier: row.suppliers.length === 1 ? row.suppliers[0] : undefined });
      goOn();
    },
  };
}
