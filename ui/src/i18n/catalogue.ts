import shared from "./en.json";
import imports from "./en/imports.json";
import onboarding from "./en/onboarding.json";
import profit from "./en/profit.json";
import settings from "./en/settings.json";
import stock from "./en/stock.json";
import suppliers from "./en/suppliers.json";

/** All English text: what is shared, and a file for each feature. */
export const english = { ...shared, ...imports, ...onboarding, ...profit, ...settings, ...stock, ...suppliers };
