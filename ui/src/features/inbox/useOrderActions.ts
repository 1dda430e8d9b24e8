import { currentTime } from "../../clock";
import { showToast } from "../../components/toasts";
import { formatDateHeading, formatTime, toMillis } from "../../i18n/dates";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { useAction } from "../../ipc/queries";
import type { Done, DecisionOption, Forwarded, Totals, Which } from "../../ipc/types.gen";
import { countWork } from "./sitting";

/** What an action is about, in words: "MM-10482" or "4 orders". */
export interface Subject {
  which: Which;
  name: string;
  count: number;
}

export const ordersSubject = (which: Which, count: number): Subject => ({ which, count, name: t("orders.count", { count }) });
export const orderSubject = ({ id, number }: { id: number; number: string }): Subject => ({ which: { ids: [id] }, count: 1, name: number });

export interface Decided {
  orderId: number;
  number: string;
  option: DecisionOption;
  remember: boolean;
  /** What was chosen, in a few words, for the toast. */
  title: string;
  /** Decisions that are left then, told with it. */
  left?: number;
  onFailed?: () => void;
}

export interface ForwardOptions {
  withoutSuppliers?: number[];
  supplier?: string | undefined;
  /** The totals as they were shown, where they are more than leaves without a second word. */
  confirmed?: Totals | undefined;
  onDone?: () => void;
}

export interface OrderActions {
  forward: (subject: Subject, options?: ForwardOptions) => void;
  snooze: (subject: Subject, until: string) => void;
  wake: (subject: Subject) => void;
  close: (subject: Subject, closed: boolean) => void;
  tag: (subject: Subject, tag: string, on: boolean) => void;
  colour: (subject: Subject, colour: string) => void;
  suggested: (subject: Subject) => void;
  /** Applies an answer, and forwards the order when nothing else stands in its way. */
  decide: (decided: Decided) => void;
  /** Chooses another offer and leaves the order where it is. */
  route: (decided: Decided) => void;
  isForwarding: boolean;
}

/** Answers after which an order may leave at once. */
const OPENS_THE_WAY = new Set<DecisionOption["fix"]["kind"]>(["accept", "use_offer", "map", "approve_supplier"]);
const SHORTEST = 3;
const LONGEST = 120;

/** Seconds until something leaves, for the countdown of its toast. */
function secondsUntil(sendsAt: string | null, now: number): number | undefined {
  const at = toMillis(sendsAt);
  if (at === null) return undefined;
  const seconds = Math.round((at - now) / 1000);
  return seconds >= SHORTEST && seconds <= LONGEST ? seconds : undefined;
}

/** What can be done with orders, each with its words and its way back. */
export function useOrderActions(): OrderActions {
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  const forwarding = useAction("forward", { failureTitle: t("act.notForwarded") });
  const snoozing = useAction("order_snooze", { failureTitle: t("act.notSnoozed") });
  const closing = useAction("order_close", { failureTitle: t("act.notClosed") });
  const tagging = useAction("order_tag", { failureTitle: t("act.notTagged") });
  const colouring = useAction("order_colour", { failureTitle: t("act.notColoured") });
  const fixing = useAction("order_fix", { failureTitle: t("act.notApplied") });
  const suggesting = useAction("order_fix_suggested", { failureTitle: t("act.notApplied") });

  /** Takes back several actions, the last one first, as one step. */
  const takeBack = async (ids: readonly number[], name: string, onUndone?: () => void): Promise<void> => {
    try {
      for (const id of ids) await undo.mutateAsync({ id });
    } catch {
      return; // The failure has been told already.
    }
    onUndone?.();
    showToast({ text: t("act.undone", { name }) });
  };
  const told = (text: string, name: string, { undo: id }: Done): void =>
    showToast({ text, ...(id === null ? {} : { onUndo: () => void takeBack([id], name) }) });

  const toldForwarded = (text: string, name: string, answer: Forwarded, undos: number[], kind: "together" | "single", orders: number): void => {
    const now = currentTime();
    countWork(kind, orders, now);
    const seconds = secondsUntil(answer.sends_at, now);
    const back = [...(answer.undo === null ? [] : [answer.undo]), ...undos];
    showToast({
      text,
      ...(seconds === undefined ? {} : { seconds }),
      ...(back.length === 0 ? {} : { onUndo: () => void takeBack(back, name, () => countWork(kind, -orders, currentTime())) }),
    });
  };

  const forward = (subject: Subject, options: ForwardOptions = {}): void => {
      const without = options.withoutSuppliers === undefined ? {} : { without_suppliers: options.withoutSuppliers };
      forwarding.mutate(
        { which: subject.which, ...without, ...(options.confirmed === undefined ? {} : { confirmed: options.confirmed }) },
        {
          onError: ({ code }) => {
            if (code !== "confirm") return;
            // More than leaves without a second word: the totals as they are now are shown once, with the answer beside them.
            void call("forward_review", { which: subject.which, ...without }).then(({ orders, to_pay }) =>
              showToast({
                mark: "warn",
                text: t("act.asks", { count: orders, amount: formatMoney(to_pay) }),
                action: { label: t("act.asksYes"), onPress: () => forward(subject, { ...options, confirmed: { orders, to_pay } }) },
              }),
            );
          },
          onSuccess: (answer) => {
            options.onDone?.();
            if (answer.orders === 0) {
              showToast({ mark: "warn", text: t("act.nothingForwarded", { name: subject.name }) });
              return;
            }
            const isOne = subject.count === 1;
            const to = isOne && options.supplier !== undefined ? options.supplier : t("orders.suppliers", { count: answer.suppliers });
            const name = isOne ? subject.name : t("orders.count", { count: answer.orders });
            toldForwarded(t("act.forwarded", { name, to }), name, answer, [], isOne ? "single" : "together", answer.orders);
          },
        },
      );
  };

  return {
    isForwarding: forwarding.isPending,
    forward,
    snooze: (subject, until) =>
      snoozing.mutate({ which: subject.which, until }, { onSuccess: (done) => told(t("act.snoozed", { name: subject.name, when: `${formatDateHeading(until, currentTime())}, ${formatTime(until)}` }), subject.name, done) }),
    wake: (subject) => snoozing.mutate({ which: subject.which, until: "" }, { onSuccess: (done) => told(t("act.woken", { name: subject.name }), subject.name, done) }),
    close: (subject, closed) => closing.mutate({ which: subject.which, closed }, { onSuccess: (done) => told(t(closed ? "act.closed" : "act.reopened", { name: subject.name }), subject.name, done) }),
    tag: (subject, tag, on) => tagging.mutate({ which: subject.which, tag, on }, { onSuccess: (done) => told(t(on ? "act.tagged" : "act.untagged", { name: subject.name, tag }), subject.name, done) }),
    colour: (subject, colour) => colouring.mutate({ which: subject.which, colour }, { onSuccess: (done) => told(t(colour === "" ? "act.uncoloured" : "act.coloured", { name: subject.name, colour }), subject.name, done) }),
    suggested: (subject) => suggesting.mutate({ which: subject.which }, { onSuccess: (done) => told(t("act.suggested", { count: done.count }), subject.name, done) }),
    route: ({ orderId, number, option, remember, title }) =>
      fixing.mutate({ order_id: orderId, fix: option.fix, remember }, { onSuccess: (done) => told(t("act.applied", { name: number, title }), number, done) }),
    decide: ({ orderId, number, option, remember, title, left, onFailed }) => {
      const leftText = left === undefined ? "" : `. ${left === 0 ? t("inbox.noneLeft") : t("inbox.left", { count: left })}`;
      const settle = async (): Promise<void> => {
        const done = await fixing.mutateAsync({ order_id: orderId, fix: option.fix, remember });
        const undos = done.undo === null ? [] : [done.undo];
        const applied = (): void => {
          countWork("single", 1, currentTime());
          told(t("act.applied", { name: number, title }) + leftText, number, done);
        };
        if (!OPENS_THE_WAY.has(option.fix.kind)) {
          applied();
          return;
        }
        const answer = await forwarding.mutateAsync({ which: { ids: [orderId] } });
        if (answer.orders === 0) applied();
        else toldForwarded(t("act.appliedForwarded", { name: number, title }) + leftText, number, answer, undos, "single", 1);
      };
      settle().catch(() => onFailed?.()); // The failure has been told already.
    },
  };
}
