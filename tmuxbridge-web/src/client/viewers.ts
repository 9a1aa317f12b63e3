/** Who views a session. */
import type { Caller } from "./sessions.js";

export interface ViewerInfo {
  paneId: string;
  /** Who it is, as the server knows them. */
  name: string;
  access: string;
  cols: number;
  rows: number;
  /** How far behind the stream this viewer is, in bytes. */
  lag: number;
}

export async function listViewers(caller: Caller, sessionId: string): Promise<ViewerInfo[]> {
  const result = (await caller.call("viewer.list", { sessionId })) as { viewers?: unknown } | null;
  const viewers = Array.isArray(result?.viewers) ? (result.viewers as Record<string, unknown>[]) : [];
  return viewers.map((viewer) => ({
    paneId: String(viewer.paneId ?? ""),
    name: String(viewer.name ?? viewer.caller ?? viewer.principal ?? ""),
    access: String(viewer.access ?? ""),
    cols: Number(viewer.cols ?? 0),
    rows: Number(viewer.rows ?? 0),
    lag: Number(viewer.lag ?? 0),
  }));
}
