import { useState } from "react";
import type { DecisionOption, OrderDetail } from "../../ipc/types.gen";

export interface Choice {
  /** Position among the options; null when there are none. */
  index: number | null;
  option: DecisionOption | null;
  remember: boolean;
  choose: (index: number) => void;
  setRemember: (remember: boolean) => void;
  /** The message to the customer, where the answer is to ask; it may be changed before it is copied. */
  message: string | null;
  setMessage: (message: string) => void;
}

interface Made {
  key: string;
  index: number;
  remember: boolean;
  message: string | null;
}

/** The answer that is chosen for the decision of an order: the suggested one until a person says otherwise. */
export function useChoice(detail: OrderDetail | undefined): Choice {
  const [made, setMade] = useState<Made | null>(null);
  const decision = detail?.decision ?? null;
  const key = detail === undefined || decision === null ? "" : `${detail.row.id} ${decision.check} ${decision.options.length}`;
  const options = decision?.options ?? [];
  const first = Math.max(0, options.findIndex(({ suggested }) => suggested));
  const current: Made = made !== null && made.key === key ? made : { key, index: first, remember: false, message: null };
  const chosen = options[current.index] ?? null;
  const asked = chosen?.fix.kind === "ask_customer" ? (current.message ?? chosen.fix.text) : null;
  const option: DecisionOption | null = chosen !== null && asked !== null ? { ...chosen, fix: { kind: "ask_customer", text: asked } } : chosen;
  return {
    index: option === null ? null : current.index,
    option,
    remember: current.remember && option?.can_remember === true,
    choose: (index) => setMade({ ...current, index }),
    setRemember: (remember) => setMade({ ...current, remember }),
    message: asked,
    setMessage: (message) => setMade({ ...current, message }),
  };
}
