/**
 * Windows and panes of a session, as `session.get` tells them, and the calls that change them. Every call names what it
 * changes by id; what a server sends is checked for form before anybody relies on it.
 */
import type { SessionInfo } from "./messages.js";
import { toSession } from "./sessions.js";
import type { Caller } from "./sessions.js";

export interface PaneInfo {
  paneId: string;
  index: number;
  active: boolean;
  /** Column and row of its upper left corner in the window. */
  left: number;
  top: number;
  cols: number;
  rows: number;
  title: string;
  /** Name of the program that runs in it. */
  command: string;
  directory: string;
  dead: boolean;
}

export interface WindowInfo {
  windowId: string;
  index: number;
  name: string;
  active: boolean;
  zoomed: boolean;
  /** Something was printed, or the bell rang, since somebody looked; false where the server does not tell. */
  activity: boolean;
  bell: boolean;
  cols: number;
  rows: number;
  /** tmux's layout string; `parseLayout` reads it. */
  layout: string;
  panes: PaneInfo[];
}

/** A session with everything in it. */
export interface SessionDetail extends SessionInfo {
  windowList: WindowInfo[];
}

export type Direction = "horizontal" | "vertical";

/** A session with its windows and panes. */
export async function getSession(caller: Caller, sessionId: string): Promise<SessionDetail> {
  return toDetail(await caller.call("session.get", { sessionId }));
}

/** Makes a window; resolves to its id. */
export async function createWindow(caller: Caller, sessionId: string, name?: string): Promise<string> {
  const made = await caller.call("window.create", { sessionId, ...(name ? { name } : {}) });
  return text(fieldsOf(made).windowId);
}

/** Makes it the current window of a session; of several that have it the server chooses, when none is named. */
export async function selectWindow(caller: Caller, windowId: string, sessionId?: string): Promise<void> {
  await caller.call("window.select", { windowId, ...(sessionId ? { sessionId } : {}) });
}

export async function renameWindow(caller: Caller, windowId: string, name: string): Promise<void> {
  await caller.call("window.rename", { windowId, name });
}

export async function killWindow(caller: Caller, windowId: string): Promise<void> {
  await caller.call("window.kill", { windowId });
}

/** Splits a pane, `horizontal`: side by side. Resolves to the new pane's id. */
export async function splitPane(caller: Caller, paneId: string, direction: Direction): Promise<string> {
  return text(fieldsOf(await caller.call("pane.split", { paneId, direction })).paneId);
}

export async function selectPane(caller: Caller, paneId: string): Promise<void> {
  await caller.call("pane.select", { paneId });
}

/** Gives a pane another size; its neighbours take up the difference. */
export async function resizePane(caller: Caller, paneId: string, cols: number, rows: number): Promise<void> {
  await caller.call("pane.resize", { paneId, cols, rows });
}

/** Lets a pane fill its window, or ends that. */
export async function zoomPane(caller: Caller, paneId: string): Promise<void> {
  await caller.call("pane.zoom", { paneId });
}

export async function killPane(caller: Caller, paneId: string): Promise<void> {
  await caller.call("pane.kill", { paneId });
}

/** Reads what `session.get` and the `layout` event tell. */
export function toDetail(value: unknown): SessionDetail {
  const list = fieldsOf(value).windowList;
  const windowList = (Array.isArray(list) ? list : []).map(toWindow).sort((a, b) => a.index - b.index);
  return { ...toSession(value), windowList };
}

function toWindow(value: unknown): WindowInfo {
  const fields = fieldsOf(value);
  return {
    windowId: text(fields.windowId),
    index: number(fields.index),
    name: text(fields.name),
    active: fields.active === true,
    zoomed: fields.zoomed === true,
    activity: fields.activity === true,
    bell: fields.bell === true,
    cols: number(fields.cols),
    rows: number(fields.rows),
    layout: text(fields.layout),
    panes: (Array.isArray(fields.panes) ? fields.panes : []).map(toPane),
  };
}

function toPane(value: unknown): PaneInfo {
  const fields = fieldsOf(value);
  return {
    paneId: text(fields.paneId),
    index: number(fields.index),
    active: fields.active === true,
    left: number(fields.left),
    top: number(fields.top),
    cols: number(fields.cols),
    rows: number(fields.rows),
    title: text(fields.title),
    command: text(fields.command),
    directory: text(fields.directory),
    dead: fields.dead === true,
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
