import { useNavigate } from "@tanstack/react-router";
import { useState, type RefObject } from "react";
import { useNow } from "../../clock";
import { announce } from "../../components/announce";
import type { MenuEntry } from "../../components/Menu";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import type { DecisionOption, OrderDetail } from "../../ipc/types.gen";
import { optionWords } from "../inbox/decisionWords";
import { rowMenu } from "../inbox/rowMenu";
import { placeOfMenu } from "../inbox/SnoozeMenu";
import { useChoice, type Choice } from "../inbox/useChoice";
import { orderSubject, useOrderActions, type OrderActions } from "../inbox/useOrderActions";
import { neighbour } from "../orders/trail";
import { boughtApart, type PartLine } from "../orders/parts";

export type PageLayer = { kind: "snooze"; at: { x: number; y: number } } | { kind: "tag" } | { kind: "address" } | { kind: "duplicate" } | { kind: "offer"; line: PartLine } | null;

export interface OrderPageState {
  actions: OrderActions;
  choice: Choice;
  menu: MenuEntry[];
  layer: PageLayer;
  setLayer: (layer: PageLayer) => void;
  goBy: (step: 1 | -1) => void;
  snooze: () => void;
  tag: () => void;
  editAddress: () => void;
  find: (line: PartLine) => void;
  forward: () => void;
  route: (option: DecisionOption, remember: boolean, title: string) => void;
  answer: (option: DecisionOption) => void;
  decide: () => void;
  acceptConflict: () => void;
  openPurchase: (id: number) => void;
}

/** What can be done on the page of an order, by button and by key. */
export function useOrderPage(detail: OrderDetail, snoozeRef: RefObject<HTMLButtonElement | null>): OrderPageState {
  const navigate = useNavigate();
  const now = useNow();
  const actions = useOrderActions();
  const choice = useChoice(detail);
  const [layer, setLayer] = useState<PageLayer>(null);
  const { row, decision } = detail;
  const subject = orderSubject(row);
  const openPurchase = (id: number): void => void navigate({ to: "/purchases/$id", params: { id: String(id) } });

  const answer = (option: DecisionOption): void => {
    const { fix } = option;
    if (fix.kind === "edit_address") return setLayer({ kind: "address" });
    if (fix.kind === "open_purchase") return openPurchase(fix.purchase_id);
    if (fix.kind === "ask_customer") void navigator.clipboard?.writeText(fix.text);
    const title = fix.kind === "ask_customer" ? t("option.asked") : optionWords(detail, decision?.check ?? "", option, now).title;
    actions.decide({ orderId: row.id, number: row.number, option, remember: choice.remember, title });
  };
  const snooze = (): void => {
    if (row.queue === "snoozed") actions.wake(subject);
    else setLayer({ kind: "snooze", at: placeOfMenu(snoozeRef.current) });
  };
  const tag = (): void => setLayer({ kind: "tag" });
  const find = (line: PartLine): void => setLayer({ kind: "offer", line });
  const findFirst = (): void => {
    const line = boughtApart(detail.lines).find(({ ships, forwarded, quantity }) => ships && forwarded < quantity);
    if (line !== undefined) find(line);
  };
  const close = (): void => actions.close(subject, row.queue !== "done");
  const forward = (): void => actions.forward(subject, { supplier: row.suppliers.length === 1 ? row.suppliers[0] : undefined });
  const goBy = (step: 1 | -1): void => {
    neighbour(row.id, step).then(
      (id) => {
        if (id === null) announce(t("order.noNeighbour"));
        else void navigate({ to: "/orders/$id", params: { id: String(id) } });
      },
      () => announce(t("order.noNeighbour")),
    );
  };

  useHotkey("queue.snooze", snooze);
  useHotkey("queue.label", tag);
  useHotkey("queue.done", close);
  useHotkey("queue.supplier", findFirst);
  useHotkey("queue.map", findFirst);
  useHotkey("queue.duplicate", () => setLayer({ kind: "duplicate" }));
  useHotkey("app.close", () => window.history.back(), { enabled: layer === null });

  return {
    actions, choice, layer, setLayer, goBy, snooze, tag, find, forward, answer, openPurchase,
    menu: rowMenu(row, { open: () => undefined, forward, snooze, tag, note: () => document.querySelector<HTMLElement>("textarea")?.focus(), offer: findFirst, close, colour: (colour) => actions.colour(subject, colour) }).filter(({ id }) => id !== "open"),
    editAddress: () => setLayer({ kind: "address" }),
    route: (option, remember, title) => actions.decide({ orderId: row.id, number: row.number, option, remember, title }),
    decide: () => {
      if (choice.option !== null) answer(choice.option);
    },
    acceptConflict: () => actions.decide({ orderId: row.id, number: row.number, option: { fix: { kind: "accept", check: "released" }, facts: {}, margin: null, suggested: false, can_remember: false }, remember: false, title: t("conflict.settled") }),
  };
}
