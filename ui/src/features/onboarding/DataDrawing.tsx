import type { ReactNode } from "react";
import { t } from "../../i18n/text";
import { Logo } from "../../shell/Logo";
import styles from "./Onboarding.module.css";

interface Tile {
  letter: string;
  tone: 1 | 2 | 3 | 4 | 5;
  x: number;
  y: number;
}

const SHOPS: readonly Tile[] = [
  { letter: "M", tone: 1, x: 8, y: 15 },
  { letter: "T", tone: 2, x: 8, y: 75 },
  { letter: "P", tone: 3, x: 8, y: 135 },
];
const SUPPLIERS: readonly Tile[] = [
  { letter: "H", tone: 4, x: 278, y: 15 },
  { letter: "K", tone: 2, x: 278, y: 75 },
  { letter: "Y", tone: 5, x: 278, y: 135 },
];

/** Shops at the left, suppliers at the right, and this computer between them. */
export function DataDrawing(): ReactNode {
  return (
    <svg width={320} height={188} viewBox="0 0 320 188" role="img" aria-label={t("welcome.drawing")} className={styles.drawing}>
      <g fill="none" stroke="var(--c-line-control)" strokeWidth={1.3}>
        <path d="M42 32c46 0 42 58 76 60M42 92h76M42 152c46 0 42-58 76-60M202 92c34-2 30-60 76-60M202 92h76M202 92c34 2 30 60 76 60" />
      </g>
      {[...SHOPS, ...SUPPLIERS].map(({ letter, tone, x, y }) => (
        <g key={letter}>
          <rect x={x} y={y} width={34} height={34} rx={8} fill={`var(--c-tile-${tone}-bg)`} />
          <text x={x + 17} y={y + 22} textAnchor="middle" className={styles.letter} fill={`var(--c-tile-${tone})`}>
            {letter}
          </text>
        </g>
      ))}
      <rect x={116} y={56} width={88} height={62} rx={8} fill="var(--c-surface)" stroke="var(--c-line-control)" strokeWidth={1.3} />
      <path d="M102 126h116l-6 9H108z" fill="var(--c-surface)" stroke="var(--c-line-control)" strokeWidth={1.3} strokeLinejoin="round" />
      <g transform="translate(146 71)">
        <Logo size={28} />
      </g>
      <text x={25} y={184} textAnchor="middle" className={styles.caption}>
        {t("welcome.shops")}
      </text>
      <text x={160} y={156} textAnchor="middle" className={styles.caption}>
        {t("welcome.computer")}
      </text>
      <text x={290} y={184} textAnchor="middle" className={styles.caption}>
        {t("welcome.suppliers")}
      </text>
    </svg>
  );
}
