import type { MappingShape, OfferMatch, ProductRow } from "../../ipc/types.gen";
import { OFFERS } from "../suppliers/suppliers.fixture";

const mapping = (id: number, product: number, zone: string, rank: number, supplier: string, sku: string): MappingShape => ({ id, product_id: product, zone, rank, offer_id: 20 + id, factor: 1, part: "", supplier, supplier_sku: sku });

export const PRODUCTS: readonly ProductRow[] = [
  { id: 11, sku: "RDG-28-GRN", title: "Ridge 28 L daypack, green", open_units: 4, mappings: [] },
  { id: 12, sku: "", title: "Candle trio, forest", open_units: 2, mappings: [] },
  { id: 13, sku: "DOG-HRN-M", title: "Dog harness, M", open_units: 9, mappings: [mapping(1, 13, "*", 1, "Oakbridge Pets", "OB-4411"), mapping(2, 13, "*", 2, "Yarrow Home", "YH-HARN-M"), mapping(3, 13, "US", 1, "Yarrow Home", "YH-HARN-M-US")] },
  { id: 15, sku: "LMP-SET", title: "Floor lamp, set", open_units: 2, mappings: [{ ...mapping(5, 15, "*", 1, "Harborline", "HB-FOOT"), part: "Foot" }, { ...mapping(6, 15, "*", 1, "Yarrow Home", "YH-SHADE"), part: "Shade" }] },
  { id: 14, sku: "THR-LIN", title: "Linen throw", open_units: 0, mappings: [mapping(4, 14, "*", 1, "Harborline", "HB-THR-LIN")] },
];

export const MATCHES: readonly OfferMatch[] = OFFERS.map((offer, index) => ({ offer, likeness: [94, 41, 12][index] ?? 0 }));
