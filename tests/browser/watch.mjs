// Collects what a page should never say: errors in the console, uncaught exceptions, refused resources.

/** Starts listening; the returned function hands over what came since it was last called. */
export async function watch(page) {
  const heard = [];
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    // The page closes its event stream when it leaves; that is no failure.
    const reason = request.failure()?.errorText ?? "";
    if (!reason.includes("ERR_ABORTED")) heard.push(`request: ${request.url()} ${reason}`);
  });
  await page.exposeFunction("stocklessRefused", (text) => heard.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.stocklessRefused(`${event.effectiveDirective} refused ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return () => heard.splice(0);
}
