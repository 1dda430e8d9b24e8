// Starts the browser host on a fresh workspace with the sample shop, and ends it again.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PATIENCE_MS = 120_000;
const built = fileURLToPath(new URL("../../target/debug/browser-host", import.meta.url));

/** Resolves to the page's address and a function that ends the host; rejects when it does not come up in time. */
export async function startHost(...more) {
  const program = process.env.STOCKLESS_BROWSER_HOST ?? built;
  const folder = mkdtempSync(join(tmpdir(), "stockless-browser-"));
  const child = spawn(program, ["--workspace", join(folder, "workspace"), ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => {
    child.removeAllListeners("exit");
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await firstLine(child), folder, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the browser host said nothing in time")), PATIENCE_MS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the browser host ended with code ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(late);
      resolve(line.trim());
    });
  });
}
