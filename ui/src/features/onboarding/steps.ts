/** What a new workspace is asked, in this order. */
export const STEPS = ["data", "orders", "supplier", "costs", "ready"] as const;
export type StepId = (typeof STEPS)[number];

export const nextStep = (step: StepId): StepId => STEPS[STEPS.indexOf(step) + 1] ?? "ready";
export const previousStep = (step: StepId): StepId | null => STEPS[STEPS.indexOf(step) - 1] ?? null;
