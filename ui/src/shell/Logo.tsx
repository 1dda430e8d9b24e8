import type { ReactNode } from "react";

/** The mark of Stockless: an open box with an arrow that leaves it. */
export function Logo({ size = 22 }: { size?: number }): ReactNode {
  const line = { fill: "none", stroke: "var(--c-on-accent)", strokeWidth: 1.6, strokeLinecap: "round", strokeLinejoin: "round" } as const;
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <rect width={22} height={22} rx={6} fill="var(--c-accent)" />
      <path d="M9.2 5.6H7.4a1.9 1.9 0 0 0-1.9 1.9v7a1.9 1.9 0 0 0 1.9 1.9h1.8m3.6-10.8h1.8a1.9 1.9 0 0 1 1.9 1.9v1m-3.7 7.9h1.8a1.9 1.9 0 0 0 1.9-1.9v-1" {...line} />
      <path d="M8.6 11h8.6M15 8.8l2.3 2.2-2.3 2.2" {...line} />
    </svg>
  );
}
