import type { AddressShape } from "../../ipc/types.gen";

/** Where the postal code stands behind the city. */
const CODE_LAST = new Set(["AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US", "ZA"]);
/** Where the region stands between them. */
const WITH_REGION = new Set(["AU", "CA", "IN", "US"]);

/** City, postal code and, where it is usual, the region on one line: "80336 München", "Leeds LS1 4DY", "Mesa, AZ 85201". */
export function placeLine({ postal_code: code, city, region, country }: Pick<AddressShape, "postal_code" | "city" | "region" | "country">): { text: string; hasRegion: boolean } {
  const line = (...words: string[]): string => words.filter((word) => word !== "").join(" ");
  if (!CODE_LAST.has(country)) return { text: line(code, city), hasRegion: false };
  const hasRegion = WITH_REGION.has(country) && region !== "";
  return { text: hasRegion ? [city, line(region, code)].filter((word) => word !== "").join(", ") : line(city, code), hasRegion };
}
