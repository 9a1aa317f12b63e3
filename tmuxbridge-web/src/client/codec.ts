/**
 * From messages to frames and back, for both subprotocols. Output and input differ (binary frames or JSON text with
 * `data`), everything else is JSON in both. A frame that cannot be read becomes a BadFrame, never a guess.
 */
import type { ClientMessage, Output, RpcRequest, RpcResponse, ServerMessage } from "./messages.js";

export type Subprotocol = "binary" | "json";

/** The names in Sec-WebSocket-Protocol. */
export const SUBPROTOCOL_NAMES: Record<Subprotocol, string> = {
  binary: "tmuxbridge.v1.binary",
  json: "tmuxbridge.v1.json",
};

/** A frame that breaks the contract. */
export class BadFrame extends Error {}

const HEADER = 13;
const KIND_OUTPUT = 1;
const KIND_SNAPSHOT = 2;
const KIND_INPUT = 3;
const HIGH = 2 ** 32;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Reads a binary frame: kind, channel, position, bytes. */
export function decodeBinary(frame: Uint8Array): Output {
  if (frame.length < HEADER) {
    throw new BadFrame(`a binary frame of ${frame.length} bytes is shorter than its header of ${HEADER}`);
  }
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const kind = view.getUint8(0);
  if (kind !== KIND_OUTPUT && kind !== KIND_SNAPSHOT) {
    throw new BadFrame(`binary frame of unknown kind ${kind}`);
  }
  const offset = view.getUint32(5) * HIGH + view.getUint32(9);
  if (!Number.isSafeInteger(offset)) {
    throw new BadFrame("offset above 2^53");
  }
  const data = frame.subarray(HEADER);
  const snapshot = kind === KIND_SNAPSHOT;
  return {
    type: "output",
    channel: view.getUint32(1),
    data,
    offset,
    end: snapshot ? offset : offset + data.length,
    snapshot,
  };
}

/** Writes an input frame for the subprotocol. */
export function encodeInput(
  subprotocol: Subprotocol,
  terminal: { sessionId: string; channel: number },
  seq: number,
  data: Uint8Array,
): string | Uint8Array {
  if (subprotocol === "json") {
    return JSON.stringify({ type: "input", ...terminal, seq, ...asText(data) });
  }
  const frame = new Uint8Array(HEADER + data.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, KIND_INPUT);
  view.setUint32(1, terminal.channel);
  view.setUint32(5, Math.floor(seq / HIGH));
  view.setUint32(9, seq % HIGH);
  frame.set(data, HEADER);
  return frame;
}

/** Bytes in JSON: as text where they are UTF-8, else in base64. */
function asText(data: Uint8Array): { data: string; encoding?: "base64" } {
  try {
    return { data: strictDecoder.decode(data) };
  } catch {
    return { data: base64(data), encoding: "base64" };
  }
}

/** Writes anything but input. */
export function encodeText(message: ClientMessage | RpcRequest): string {
  return JSON.stringify(message);
}

/** Reads a text frame. */
export function decodeText(text: string): ServerMessage | RpcResponse {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadFrame(`not JSON: ${text.slice(0, 60)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadFrame("a message is a JSON object");
  }
  const fields = value as Record<string, unknown>;
  if ("jsonrpc" in fields) {
    return fields as unknown as RpcResponse;
  }
  if (typeof fields.type !== "string") {
    throw new BadFrame("a message has a type");
  }
  const numbers = REQUIRED_NUMBERS[fields.type] ?? [];
  for (const name of numbers) {
    if (!Number.isSafeInteger(fields[name]) || (fields[name] as number) < 0) {
      throw new BadFrame(`${name} of ${fields.type} is ${String(fields[name])}: it must be a whole number`);
    }
  }
  if (fields.type === "output") {
    if (typeof fields.data !== "string") {
      throw new BadFrame("output without data");
    }
    return { ...fields, snapshot: fields.snapshot === true } as unknown as Output;
  }
  return fields as unknown as ServerMessage;
}

/** The numbers without which a message would lead the client astray. */
const REQUIRED_NUMBERS: Record<string, string[]> = {
  connected: ["channel", "offset", "cols", "rows", "inputSeq"],
  output: ["channel", "offset", "end"],
  "input-ack": ["channel", "seq"],
  "echo-ack": ["channel", "seq", "offset"],
  check: ["channel", "offset"],
  resize: ["channel", "cols", "rows", "offset"],
  disconnect: ["channel"],
};

/** The longest head of `data` of at most `max` bytes that does not cut a UTF-8 character. */
export function headOf(data: Uint8Array, max: number): number {
  if (data.length <= max) {
    return data.length;
  }
  let end = max;
  while (end > max - 4 && end > 1 && (data[end]! & 0xc0) === 0x80) {
    end--;
  }
  return (data[end]! & 0xc0) === 0x80 ? max : end;
}

/** base64url without padding (RFC 4648, section 5), for `bearer.` subprotocol values. */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/** The bytes of base64. */
export function bytesFromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
