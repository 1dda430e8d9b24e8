import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  build: {
    // The oldest engines we meet: WebKitGTK 2.44, WKWebView of macOS 13, WebView2.
    target: ["es2022", "safari16.4", "chrome111"],
    // The content security policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
