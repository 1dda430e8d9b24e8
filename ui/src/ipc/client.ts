import { invoke } from "@tauri-apps/api/core";
import type { Code, CommandName, Commands } from "./types.gen";

/** The core's codes, and two that arise on the way to it. */
export type ErrorCode = Code | "unreachable" | "not_faked";

/** What the core says when a command fails: a code the interface may react to, words for the person, and what to do. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  /** The next step in plain words, or null when there is none. */
  readonly action: string | null;

  constructor(code: ErrorCode, message: string, action: string | null = null) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.action = action;
  }

  /** Turns whatever was thrown on the way into an ApiError; the transport itself throws plain strings. */
  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    if (typeof thrown === "object" && thrown !== null) {
      const { code, message, action } = thrown as Record<string, unknown>;
      if (typeof message === "string") {
        return new ApiError(
          typeof code === "string" ? (code as Code) : "unreachable",
          message,
          typeof action === "string" && action !== "" ? action : null,
        );
      }
    }
    return new ApiError("unreachable", typeof thrown === "string" ? thrown : "The request failed without a reason.");
  }
}

/** Carries one command to the core. Tests put a fake here. */
export type Transport = (name: string, request: unknown) => Promise<unknown>;

const tauri: Transport = (name, request) => invoke(name, { request });

let transport: Transport = tauri;

/** Replaces the way to the core, and with no argument puts the real one back. */
export function setTransport(next: Transport = tauri): void {
  transport = next;
}

/** Runs one command in the core. Rejects with an ApiError and nothing else. */
export async function call<K extends CommandName>(
  name: K,
  request: Commands[K]["request"],
): Promise<Commands[K]["response"]> {
  return (await send(name, request)) as Commands[K]["response"];
}

/** Runs a command by its bare name: for those of the window, which the core does not know. See host.ts. */
export async function send(name: string, request: unknown): Promise<unknown> {
  try {
    return await transport(name, request);
  } catch (thrown) {
    throw ApiError.from(thrown);
  }
}
