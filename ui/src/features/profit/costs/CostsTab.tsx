import type { ReactNode } from "react";
import type { WorkspaceState } from "../../../ipc/types.gen";
import { FeesCard } from "./FeesCard";
import { HandCard } from "./HandCard";
import { RatesCard } from "./RatesCard";
import { RecurringCard } from "./RecurringCard";

export interface CostsProps {
  workspace: WorkspaceState;
  today: string;
}

/** What is counted besides orders, and by which rules. */
export function CostsTab(props: CostsProps): ReactNode {
  return (
    <>
      <RecurringCard {...props} />
      <FeesCard {...props} />
      <HandCard {...props} />
      <RatesCard {...props} />
    </>
  );
}
