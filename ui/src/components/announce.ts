/** Says something to screen readers. Polite waits for a pause, assertive interrupts: only for failures. */
export function announce(text: string, urgency: "polite" | "assertive" = "polite"): void {
  const region = document.querySelector(`[data-live="${urgency}"]`);
  if (region === null) return;
  // The same text twice is two events, so the region is emptied in between.
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
