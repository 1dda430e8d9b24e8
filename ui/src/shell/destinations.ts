import { Activity, Boxes, ChartNoAxesCombined, Factory, Inbox, Package, Settings, type LucideIcon } from "lucide-react";
import type { HotkeyId } from "../hotkeys.table";
import type { TextKey } from "../i18n/text";

export type Place = "inbox" | "orders" | "suppliers" | "stock" | "profit" | "activity" | "settings";

export interface Destination {
  place: Place;
  path: `/${Place}`;
  title: TextKey;
  icon: LucideIcon;
  hotkey: HotkeyId;
}

export const DESTINATIONS: readonly Destination[] = [
  { place: "inbox", path: "/inbox", title: "nav.inbox", icon: Inbox, hotkey: "go.inbox" },
  { place: "orders", path: "/orders", title: "nav.orders", icon: Package, hotkey: "go.orders" },
  { place: "suppliers", path: "/suppliers", title: "nav.suppliers", icon: Factory, hotkey: "go.suppliers" },
  { place: "stock", path: "/stock", title: "nav.stock", icon: Boxes, hotkey: "go.stock" },
  { place: "profit", path: "/profit", title: "nav.profit", icon: ChartNoAxesCombined, hotkey: "go.profit" },
];

export const FOOT_DESTINATIONS: readonly Destination[] = [
  { place: "activity", path: "/activity", title: "nav.activity", icon: Activity, hotkey: "go.activity" },
  { place: "settings", path: "/settings", title: "nav.settings", icon: Settings, hotkey: "app.settings" },
];
