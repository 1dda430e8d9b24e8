import type { ReactNode } from "react";
import styles from "./ShopTile.module.css";

export type TileTone = 1 | 2 | 3 | 4 | 5;

/** The same name has the same colour everywhere; a shop's own place in the list should win where it is known. */
export function toneOf(name: string): TileTone {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return ((sum % 5) + 1) as TileTone;
}

/** The number of a colour as the core sends it; what it does not know is grey. */
export const toTone = (tile: number): TileTone => (tile >= 1 && tile <= 5 ? (tile as TileTone) : 5);

export interface ShopTileProps {
  /** Shop, supplier or person. */
  name: string;
  tone?: TileTone;
  size?: "sm" | "md" | "lg";
  /** "round" for people, with two letters. */
  shape?: "square" | "round";
  /** True beside the written name, so that it is not read twice. */
  isDecorative?: boolean;
}

function letters(name: string, count: number): string {
  const words = name.trim().split(/\s+/).slice(0, count);
  return words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 63).toUpperCase()).join("");
}

export function ShopTile({ name, tone = toneOf(name), size = "sm", shape = "square", isDecorative = false }: ShopTileProps): ReactNode {
  const look = { className: styles.tile, "data-tone": shape === "round" ? "none" : tone, "data-size": size, "data-shape": shape };
  const text = letters(name, shape === "round" ? 2 : 1);
  if (isDecorative) {
    return (
      <span {...look} aria-hidden>
        {text}
      </span>
    );
  }
  return (
    <span {...look} role="img" aria-label={name} title={name}>
      {text}
    </span>
  );
}
