import type { ReactNode } from "react";
import { t } from "../i18n/text";
import styles from "./StatusMark.module.css";

/** The nine shapes. Each has its own outline, so that no state is told by colour alone. */
export type Mark = "ok" | "ready" | "half" | "move" | "wait" | "empty" | "hold" | "warn" | "bad";
export type Tone = "good" | "warn" | "bad" | "info" | "hold" | "neutral";

export const TONE_OF: Record<Mark, Tone> = {
  ok: "good",
  ready: "info",
  half: "info",
  move: "info",
  wait: "neutral",
  empty: "neutral",
  hold: "hold",
  warn: "warn",
  bad: "bad",
};

const RING = { cx: 8, cy: 8, r: 6.2, fill: "none", stroke: "currentColor", strokeWidth: 1.6 };
const CUT = { stroke: "var(--mark-cut, var(--c-surface))", strokeWidth: 1.7, strokeLinecap: "round", strokeLinejoin: "round", fill: "none" } as const;

const SHAPES: Record<Mark, ReactNode> = {
  ok: (
    <>
      <circle cx={8} cy={8} r={7} fill="currentColor" />
      <path d="M4.9 8.2 7.1 10.4 11.2 5.9" {...CUT} />
    </>
  ),
  ready: (
    <>
      <circle {...RING} />
      <circle cx={8} cy={8} r={2.8} fill="currentColor" />
    </>
  ),
  half: (
    <>
      <circle {...RING} />
      <path d="M8 4.2a3.8 3.8 0 0 1 0 7.6z" fill="currentColor" />
    </>
  ),
  move: (
    <>
      <path d="M2.6 2.6h6.6L14.6 8l-5.4 5.4H2.6a1 1 0 0 1-1-1V3.6a1 1 0 0 1 1-1z" fill="currentColor" />
      <path d="M5.2 8h4.4M7.8 6 9.8 8 7.8 10" {...CUT} strokeWidth={1.5} />
    </>
  ),
  wait: (
    <>
      <circle {...RING} />
      <path d="M8 4.7V8l2.2 1.5" fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  empty: <circle {...RING} strokeDasharray="2.435 2.435" />,
  hold: <path d="M6.3 1.6a6.6 6.6 0 1 0 8.1 8.1A5.5 5.5 0 0 1 6.3 1.6z" fill="currentColor" />,
  warn: (
    <>
      <path d="M6.7 2.1a1.5 1.5 0 0 1 2.6 0l5.5 9.8a1.5 1.5 0 0 1-1.3 2.3h-11a1.5 1.5 0 0 1-1.3-2.3z" fill="currentColor" />
      <path d="M8 5.8v3.3M8 11.6v.1" {...CUT} />
    </>
  ),
  bad: (
    <>
      <path d="M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3z" fill="currentColor" />
      <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" {...CUT} />
    </>
  ),
};

export interface StatusMarkProps {
  mark: Mark;
  /** What it says here: "SKU not mapped". Empty beside a word that says it already. */
  name?: string;
  /** In pixels. */
  size?: number;
  /** Another colour than the mark's own, such as neutral for a queued row. */
  tone?: Tone;
}

export function StatusMark({ mark, name = t(`status.${mark}`), size = 14, tone = TONE_OF[mark] }: StatusMarkProps): ReactNode {
  return (
    <svg
      className={styles.mark}
      data-mark={mark}
      data-tone={tone}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(name === "" ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
    >
      {SHAPES[mark]}
    </svg>
  );
}

export interface StatusChipProps {
  /** Without a mark it is a plain tag. */
  mark?: Mark;
  tone?: Tone;
  children: ReactNode;
}

/** A mark with its word on a soft ground. */
export function StatusChip({ mark, tone = mark === undefined ? "neutral" : TONE_OF[mark], children }: StatusChipProps): ReactNode {
  return (
    <span className={styles.chip} data-tone={tone} data-plain={mark === undefined || undefined}>
      {mark !== undefined && <StatusMark mark={mark} name="" size={12} tone={tone} />}
      <span className="el">{children}</span>
    </span>
  );
}

/** A small edged word beside a name: "Suggested", "must pass". */
export function Tag({ children, look = "plain" }: { children: ReactNode; look?: "plain" | "accent" }): ReactNode {
  return (
    <span className={styles.tag} data-look={look}>
      {children}
    </span>
  );
}
