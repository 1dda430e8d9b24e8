import { useState, type ReactNode } from "react";
import type { WorkspaceState } from "../../ipc/types.gen";
import { CostsStep } from "./CostsStep";
import { DataStep } from "./DataStep";
import styles from "./Onboarding.module.css";
import { OrdersStep } from "./OrdersStep";
import { ReadyStep } from "./ReadyStep";
import { nextStep, previousStep, type StepId } from "./steps";
import { StepsColumn } from "./StepsColumn";
import { SupplierStep } from "./SupplierStep";

export interface StepProps {
  workspace: WorkspaceState;
  onNext: () => void;
  onBack: (() => void) | null;
  onFinish: () => void;
}

const CONTENT: Record<StepId, (props: StepProps) => ReactNode> = { data: DataStep, orders: OrdersStep, supplier: SupplierStep, costs: CostsStep, ready: ReadyStep };

/** Five steps from nothing to a first order in the inbox. A workspace that has a name begins at the second. */
export function Onboarding({ workspace, onFinish }: { workspace: WorkspaceState; onFinish: () => void }): ReactNode {
  const [step, setStep] = useState<StepId>(workspace.set_up ? "orders" : "data");
  const Content = CONTENT[step];
  const before = previousStep(step);
  return (
    <div className={styles.frame}>
      <StepsColumn current={step} />
      <main className={styles.content}>
        <Content key={step} workspace={workspace} onNext={() => setStep(nextStep(step))} onBack={before === null ? null : () => setStep(before)} onFinish={onFinish} />
      </main>
    </div>
  );
}
