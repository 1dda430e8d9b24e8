import shared from "./en.json";
import activity from "./en/activity.json";
import following from "./en/following.json";
import imports from "./en/imports.json";
import inbox from "./en/inbox.json";
import onboarding from "./en/onboarding.json";
import order from "./en/order.json";
import orders from "./en/orders.json";
import profit from "./en/profit.json";
import purchases from "./en/purchases.json";
import routing from "./en/routing.json";
import rules from "./en/rules.json";
import settings from "./en/settings.json";
import stock from "./en/stock.json";
import suppliers from "./en/suppliers.json";
import troubles from "./en/troubles.json";

/** All English text: what is shared, and a file for each feature. */
export const english = { ...shared, ...activity, ...following, ...imports, ...inbox, ...onboarding, ...order, ...orders, ...profit, ...purchases, ...routing, ...rules, ...settings, ...stock, ...suppliers, ...troubles };
