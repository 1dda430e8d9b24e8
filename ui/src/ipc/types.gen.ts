/* Generated from the command list of the engine. Do not edit. */

export type Tag = string;
export type Commands = Record<never, { request: unknown; response: unknown }>;
export type CommandName = keyof Commands;

export const COMMAND_TAGS: Record<CommandName, { provides: Tag[]; invalidates: Tag[] }> = {};
