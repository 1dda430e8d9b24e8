import { describe, expect, it } from "vitest";
import { fit } from "./fuzzy";

const best = (query: string, texts: string[]): string | undefined => texts.toSorted((a, b) => fit(query, b) - fit(query, a))[0];

describe("finding by a few letters", () => {
  it("prefers the beginning, then the beginning of a word", () => {
    expect(best("for", ["Change the format", "Go forward", "Forward 33 ready"])).toBe("Forward 33 ready");
    expect(best("ord", ["Record", "Open order"])).toBe("Open order");
  });

  it("finds initials and forgives accents", () => {
    expect(fit("gi", "Go to Inbox")).toBeGreaterThan(0);
    expect(fit("kovari", "Eszter Kővári")).toBeGreaterThan(3);
  });

  it("says no when letters are missing or far apart", () => {
    expect(fit("xyz", "Forward")).toBe(0);
    expect(fit("ird", "a first word")).toBe(0);
  });
});
