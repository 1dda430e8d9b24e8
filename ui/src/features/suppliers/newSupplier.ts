import type { SupplierShape, TemplateShape } from "../../ipc/types.gen";

export const KINDS = ["marketplace", "wholesaler", "private_label", "fulfilment"] as const;
export const STANDINGS = ["invited", "testing", "approved", "on_watch", "paused", "rejected"] as const;
export const CHANNELS = ["email", "file", "sftp", "api", "manual"] as const;
/** Those that need nothing but what a first supplier is asked for. */
export const FIRST_CHANNELS = ["email", "file", "manual"] as const;

export type Kind = (typeof KINDS)[number];
export type Standing = (typeof STANDINGS)[number];
export type Channel = (typeof CHANNELS)[number];

const TEMPLATE: TemplateShape = { format: "csv", delimiter: "comma", encoding: "utf-8", decimal_sign: "point", paper: "a4", file_name: "{po}", columns: [] };

/** A supplier before anything is known of it. */
export const newSupplier = (currency: string): SupplierShape => ({
  id: null,
  name: "",
  kind: "wholesaler",
  standing: "approved",
  city: "",
  country: "",
  currency,
  website: "",
  contact: "",
  email: "",
  phone: "",
  account_number: "",
  notes: "",
  channel: "email",
  folder: "",
  folder_is_collected: false,
  order_fee: "0",
  minimum_order: "",
  shipping: [],
  template: TEMPLATE,
});
