import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, type AnyRoute } from "@tanstack/react-router";
import { PageFailed, PageMissing } from "./shell/PageFailed";
import { AppFrame } from "./shell/AppFrame";

/**
 * Every address of the application. Pages are loaded when they are first opened. Addresses live after the #, so that
 * any host may serve the one page there is.
 */
const root = createRootRoute({ notFoundComponent: PageMissing, errorComponent: PageFailed });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: AppFrame, notFoundComponent: PageMissing });

const start = createRoute({
  getParentRoute: () => frame,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox" });
  },
});
const welcome = createRoute({ getParentRoute: () => root, path: "/welcome", component: lazyRouteComponent(() => import("./features/onboarding/WelcomePage"), "WelcomePage") });
const inbox = createRoute({ getParentRoute: () => frame, path: "/inbox", component: lazyRouteComponent(() => import("./features/inbox/InboxPage"), "InboxPage") });
const orders = createRoute({ getParentRoute: () => frame, path: "/orders", component: lazyRouteComponent(() => import("./features/orders/OrdersPage"), "OrdersPage") });
const order = createRoute({ getParentRoute: () => frame, path: "/orders/$id", component: lazyRouteComponent(() => import("./features/order/OrderPage"), "OrderPage") });
const purchases = createRoute({
  getParentRoute: () => frame,
  path: "/purchases",
  validateSearch: (search: Record<string, unknown>): { state?: string } => (typeof search["state"] === "string" ? { state: search["state"] } : {}),
  component: lazyRouteComponent(() => import("./features/purchases/PurchasesPage"), "PurchasesPage"),
});
const purchase = createRoute({ getParentRoute: () => frame, path: "/purchases/$id", component: lazyRouteComponent(() => import("./features/purchases/PurchasePage"), "PurchasePage") });
const suppliers = createRoute({ getParentRoute: () => frame, path: "/suppliers", component: lazyRouteComponent(() => import("./features/suppliers/SuppliersPage"), "SuppliersPage") });
const stock = createRoute({ getParentRoute: () => frame, path: "/stock", component: lazyRouteComponent(() => import("./features/stock/StockPage"), "StockPage") });
const profit = createRoute({ getParentRoute: () => frame, path: "/profit", component: lazyRouteComponent(() => import("./features/profit/ProfitPage"), "ProfitPage") });
const activity = createRoute({ getParentRoute: () => frame, path: "/activity", component: lazyRouteComponent(() => import("./features/activity/ActivityPage"), "ActivityPage") });
const profitTab = createRoute({ getParentRoute: () => frame, path: "/profit/$tab", component: lazyRouteComponent(() => import("./features/profit/ProfitPage"), "ProfitPage") });
const imports = createRoute({ getParentRoute: () => frame, path: "/imports", component: lazyRouteComponent(() => import("./features/imports/ImportsPage"), "ImportsPage") });
const importsOf = createRoute({ getParentRoute: () => frame, path: "/imports/$kind", component: lazyRouteComponent(() => import("./features/imports/ImportsPage"), "ImportsPage") });
const importsFor = createRoute({ getParentRoute: () => frame, path: "/imports/$kind/$supplier", component: lazyRouteComponent(() => import("./features/imports/ImportsPage"), "ImportsPage") });
const supplier = createRoute({
  getParentRoute: () => frame,
  path: "/suppliers/$id",
  /** `edit` opens the form of the supplier, for what has to be signed in again. */
  validateSearch: (search: Record<string, unknown>): { edit?: true } => (search["edit"] === true ? { edit: true } : {}),
  component: lazyRouteComponent(() => import("./features/suppliers/SupplierPage"), "SupplierPage"),
});
const settings = createRoute({ getParentRoute: () => frame, path: "/settings", component: lazyRouteComponent(() => import("./features/settings/SettingsPage"), "SettingsPage") });
const settingsSection = createRoute({ getParentRoute: () => frame, path: "/settings/$section", component: lazyRouteComponent(() => import("./features/settings/SettingsPage"), "SettingsPage") });

/** Every component in every state, for the people who build this. It is not part of what ships. */
const workshop: AnyRoute[] = import.meta.env.DEV
  ? [createRoute({ getParentRoute: () => root, path: "/gallery", component: lazyRouteComponent(() => import("./gallery/GalleryPage"), "GalleryPage") })]
  : [];

const tree = root.addChildren([
  frame.addChildren([start, inbox, orders, order, purchases, purchase, suppliers, supplier, stock, profit, profitTab, imports, importsOf, importsFor, activity, settings, settingsSection]),
  welcome,
  ...workshop,
]);

export const createAppRouter = () => createRouter({ routeTree: tree, history: createHashHistory(), defaultPreload: "intent", scrollRestoration: false });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
