import type { MappingShape } from "../../ipc/types.gen";

/** The parts a product is bought in for a destination; one without a name where an offer serves all of it. */
export const partsIn = (mappings: readonly MappingShape[], zone: string): string[] =>
  [...new Set(mappings.filter((mapping) => mapping.zone === zone).map(({ part }) => part))].sort((a, b) => a.localeCompare(b));

/** The rank behind those that serve the same part there. */
export const nextRank = (mappings: readonly MappingShape[], zone: string, part: string): number =>
  Math.max(0, ...mappings.filter((mapping) => mapping.zone === zone && mapping.part.toLowerCase() === part.trim().toLowerCase()).map(({ rank }) => rank)) + 1;
