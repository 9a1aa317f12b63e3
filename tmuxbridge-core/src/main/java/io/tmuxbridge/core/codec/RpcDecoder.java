package io.tmuxbridge.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON-RPC 2.0 requests (jsonrpc.org/specification): parameters by name only, no batches.
 *
 * <p>A request that cannot be read is always answered, with id {@code null} when its own could not be read or it had
 * none.
 *
 * <p><b>Threads:</b> stateless.
 */
final class RpcDecoder {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int INVALID_PARAMS = -32602;

    private RpcDecoder() {}

    static ClientMessage.RpcRequest decode(JsonNode object) {
        Optional<String> id = id(object.get("id"));
        String answerId = id.orElse("null");
        JsonNode version = object.get("jsonrpc");
        if (!"2.0".equals(version.textValue())) {
            throw refusal(
                    answerId,
                    INVALID_REQUEST,
                    ErrorCode.INVALID,
                    "jsonrpc is " + Fields.quote(version) + ": it must be \"2.0\"");
        }
        JsonNode method = object.path("method");
        if (!method.isTextual() || !Unicode.isWellFormed(method.textValue())) {
            throw refusal(
                    answerId, INVALID_REQUEST, ErrorCode.MALFORMED, "method is missing or not a well-formed string");
        }
        return new ClientMessage.RpcRequest(id, method.textValue(), params(answerId, object.path("params")));
    }

    private static Optional<String> id(JsonNode id) {
        if (id == null) {
            return Optional.empty();
        }
        String json = id.toString();
        if (!id.isTextual() && !id.isNumber() && !id.isNull() || !Unicode.isWellFormed(json)) {
            throw refusal(
                    "null",
                    INVALID_REQUEST,
                    ErrorCode.MALFORMED,
                    "id is " + Fields.quote(id) + ": it must be a string, a number or null");
        }
        return Optional.of(json);
    }

    private static Map<String, ?> params(String id, JsonNode params) {
        if (params.isMissingNode() || params.isNull()) {
            return Map.of();
        }
        if (params.isArray()) {
            throw refusal(id, INVALID_PARAMS, ErrorCode.INVALID, "params is an array: give parameters by name");
        }
        if (!params.isObject()) {
            throw refusal(
                    id,
                    INVALID_REQUEST,
                    ErrorCode.MALFORMED,
                    "params is " + Fields.quote(params) + ": it must be an object");
        }
        if (!Unicode.isWellFormed(params.toString())) {
            throw refusal(id, INVALID_PARAMS, ErrorCode.MALFORMED, "params has half of a surrogate pair");
        }
        return PlainValues.ofObject(params);
    }

    static BadMessageException refusal(String idJson, int rpcCode, ErrorCode code, String message) {
        return new BadMessageException(new ServerMessage.RpcError(idJson, rpcCode, code, message));
    }
}
