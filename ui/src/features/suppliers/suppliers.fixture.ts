import type { OfferShape, SupplierDetail, SupplierRow } from "../../ipc/types.gen";
import { newSupplier } from "./newSupplier";

type Start = [name: string, city: string, country: string, kind: string, standing: string, channel: string, offers: number, purchases: number, delivered: number, onTime: number, open: number];

const STARTS: readonly Start[] = [
  ["Northfork 3PL", "Poznań", "PL", "fulfilment", "approved", "file", 61, 540, 512, 505, 0],
  ["Kestrel Outdoor", "Leipzig", "DE", "wholesaler", "approved", "email", 118, 402, 380, 370, 0],
  ["Harborline", "Rotterdam", "NL", "wholesaler", "approved", "email", 412, 431, 412, 396, 2],
  ["Oakbridge Pets", "Cork", "IE", "wholesaler", "approved", "email", 74, 210, 201, 191, 0],
  ["Vela Ceramics", "Valencia", "ES", "private_label", "approved", "manual", 22, 88, 84, 79, 0],
  ["Yarrow Home", "Ningbo", "CN", "marketplace", "on_watch", "manual", 51, 190, 174, 156, 1],
  ["Mossgate Living", "Guangzhou", "CN", "marketplace", "paused", "manual", 19, 40, 37, 30, 0],
  ["Copperline Trading", "Gdynia", "PL", "wholesaler", "rejected", "email", 0, 0, 0, 0, 0],
  ["Tern & Tide Textiles", "Bursa", "TR", "private_label", "testing", "email", 6, 4, 4, 3, 0],
];

export const SUPPLIERS: readonly SupplierRow[] = STARTS.map(([name, city, country, kind, standing, channel, offers, purchases, delivered, onTime, open], index) => ({
  id: index + 1,
  name,
  kind,
  standing,
  city,
  country,
  currency: "EUR",
  channel,
  offers,
  purchases_90: purchases,
  delivered_90: delivered,
  on_time_90: onTime,
  open,
}));

export function supplierDetail(id: number): SupplierDetail {
  const row = SUPPLIERS.find((each) => each.id === id) ?? SUPPLIERS[0];
  if (row === undefined) throw new RangeError("There is no supplier in the fixture.");
  return {
    row,
    supplier: {
      ...newSupplier("EUR"),
      id: row.id,
      name: row.name,
      kind: row.kind,
      standing: row.standing,
      city: row.city,
      country: row.country,
      channel: row.channel,
      email: "orders@harborline.example.com",
      contact: "Noor van Dam",
      phone: "+31 10 555 0100",
      account_number: "FG-2024",
      order_fee: "0.80",
      notes: "Closed between Christmas and New Year.",
      shipping: [
        { zone: "NL", service: "Standard", first: "4.10", additional: "0.60", days_min: 1, days_max: 3 },
        { zone: "EU", service: "Standard", first: "6.90", additional: "1.10", days_min: 3, days_max: 6 },
      ],
    },
    folder: "/home/fern/Stockless/Fernhill Goods/outbox/Harborline",
    days_to_door: Array.from({ length: row.delivered_90 }, (_, index) => 1 + ((index * index + index) % 11 > 7 ? 6 : (index * 3) % 5)),
  };
}

const offer = (id: number, sku: string, title: string, cost: string, stock: number | null, mapped: number): OfferShape => ({
  id,
  supplier_id: 3,
  supplier: "Harborline",
  supplier_sku: sku,
  title,
  currency: "EUR",
  stock,
  low_at: null,
  stock_at: stock === null ? null : "2026-03-09T06:10:00Z",
  lead_days: 1,
  min_quantity: 1,
  prices: [
    { zone: "*", min_quantity: 1, unit_cost: cost },
    { zone: "*", min_quantity: 10, unit_cost: (Number(cost) * 0.9).toFixed(3) },
  ],
  mapped,
});

export const OFFERS: readonly OfferShape[] = [
  offer(21, "HB-RDG-28-GRN", "Ridge daypack 28 L, green", "28.40", 214, 1),
  offer(22, "HB-CND-3", "Candle set of three", "8.95", 0, 2),
  offer(23, "HB-THR-LIN", "Linen throw 130 × 170", "21.00", null, 1),
];
