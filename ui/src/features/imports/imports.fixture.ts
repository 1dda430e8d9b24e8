import type { ImportAnswer, ImportRow, Preview, Rejection } from "../../ipc/types.gen";

export const REJECTED: readonly Rejection[] = [
  { file: "orders_export.csv", line: 18, column: "Lineitem quantity", value: "two", reason: "it is not a whole number", fix: "write a number such as 2" },
  { file: "orders_export.csv", line: 204, column: "Total", value: "12,5O", reason: "it is not an amount", fix: "write a number such as 12.50" },
  { file: "orders_export.csv", line: 377, column: "Created at", value: "", reason: "it is empty", fix: "fill in when the order was placed" },
];

export const answerFixture = (part: Partial<ImportAnswer> = {}): ImportAnswer => ({
  read: 1204,
  added: 318,
  changed: 12,
  unchanged: 871,
  rejected: [...REJECTED],
  notes: [{ file: "orders_export.csv", line: 91, column: "Total", value: "41.90", reason: "the lines add up to 41.40", fix: "" }],
  stopped: false,
  import_id: 9,
  ...part,
});

/** A Shopify export that is recognised as a whole. */
export const shopifyPreview = (part: Partial<Preview> = {}): Preview => ({
  export: "shopify",
  recognised: true,
  encoding: "utf-8",
  delimiter: "comma",
  columns: [
    { title: "Name", samples: ["#1001", "#1002"] },
    { title: "Created at", samples: ["2026-03-08 10:21:40 +0100"] },
    { title: "Total", samples: ["41.90", "18.00"] },
  ],
  fields: [
    { name: "order_number", required: true },
    { name: "placed", required: true },
    { name: "total", required: false },
  ],
  choice: { columns: {}, constants: {}, day_order: "", decimal_sign: "" },
  shop_id: 1,
  shop: "Maple & Moss",
  currency: "EUR",
  result: answerFixture({ import_id: null }),
  rejected_total: 3,
  samples: [
    ["#1001", "8 Mar 2026", "Robin Okafor", "DE", "1 × Linen throw", "€41.90"],
    ["#1002", "8 Mar 2026", "Mika Sandoval", "NL", "2 × Candle trio", "€18.00"],
  ],
  sample_columns: ["Order", "Placed", "Customer", "Country", "Items", "Total"],
  ...part,
});

/** A table of the merchant's own, whose dates and amounts can be read in two ways. */
export const ownTablePreview = (part: Partial<Preview> = {}): Preview =>
  shopifyPreview({
    export: "columns",
    recognised: false,
    encoding: "windows-1252",
    delimiter: "semicolon",
    columns: [
      { title: "Bestellung", samples: ["B-201", "B-202"] },
      { title: "Datum", samples: ["03/04/2026", "05/04/2026"] },
      { title: "Summe", samples: ["1.234", "2.100"] },
      { title: "Artikel", samples: ["RDG-28", "CND-3"] },
    ],
    fields: [
      { name: "order_number", required: true },
      { name: "placed", required: true },
      { name: "sku", required: true },
      { name: "units", required: true },
      { name: "total", required: false },
    ],
    choice: { columns: { order_number: "Bestellung", placed: "Datum", total: "Summe" }, constants: {}, day_order: "", decimal_sign: "" },
    shop_id: null,
    shop: "bestellungen",
    currency: null,
    result: answerFixture({ read: 0, added: 42, changed: 0, unchanged: 0, rejected: [], notes: [], import_id: null }),
    rejected_total: 0,
    ...part,
  });

export const HISTORY: readonly ImportRow[] = [
  { id: 9, at: "2026-03-09T08:37:00Z", kind: "orders", files: "orders_export.csv", shop: "Maple & Moss", read: 1204, added: 318, changed: 12, unchanged: 871, rejected: 3 },
  { id: 8, at: "2026-03-08T17:02:00Z", kind: "offers", files: "harborline-prices.xlsx", shop: "", read: 412, added: 6, changed: 38, unchanged: 368, rejected: 0 },
  { id: 7, at: "2026-03-02T09:12:00Z", kind: "ads", files: "february-ads.csv", shop: "Trailkin", read: 28, added: 28, changed: 0, unchanged: 0, rejected: 0 },
];
