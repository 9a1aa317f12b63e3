package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.Codec;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Masks secrets in the texts of messages for callers they are hidden from: titles, names, commands, directories, the
 * clipboard, errors. Output and snapshots come masked already.
 *
 * <p><b>Threads:</b> any.
 */
final class Veil implements Codec {

    private final Codec codec;
    private final Redactor redactor;
    private final Supplier<Optional<Caller>> caller;

    private Veil(Codec codec, Redactor redactor, Supplier<Optional<Caller>> caller) {
        this.codec = codec;
        this.redactor = redactor;
        this.caller = caller;
    }

    /** The codec of a conversation; the very same one when nothing is hidden from anybody. */
    static Codec over(Codec codec, Redactor redactor, Supplier<Optional<Caller>> caller) {
        return redactor.hides() ? new Veil(codec, redactor, caller) : codec;
    }

    @Override
    public Frame encode(ServerMessage message) {
        return codec.encode(masked(message));
    }

    @Override
    public ClientMessage decodeText(String text) {
        return codec.decodeText(text);
    }

    @Override
    public ClientMessage decodeBinary(ByteBuffer bytes) {
        return codec.decodeBinary(bytes);
    }

    private ServerMessage masked(ServerMessage message) {
        boolean hidden =
                caller.get().filter(who -> redactor.hidesFrom(who.role())).isPresent();
        if (!hidden || message instanceof ServerMessage.Output) {
            return message;
        }
        if (message instanceof ServerMessage.Event event) {
            return new ServerMessage.Event(event.terminal(), event.name(), fields(event.fields()));
        }
        if (message instanceof ServerMessage.RpcResult answer) {
            return new ServerMessage.RpcResult(answer.idJson(), fields(answer.result()));
        }
        if (message instanceof ServerMessage.RpcError error) {
            return new ServerMessage.RpcError(
                    error.idJson(), error.rpcCode(), error.code(), redactor.mask(error.message()));
        }
        if (message instanceof ServerMessage.Error error) {
            return new ServerMessage.Error(
                    error.terminal(), error.sessionId(), error.code(), redactor.mask(error.message()));
        }
        return message;
    }

    private Map<String, ?> fields(Map<String, ?> fields) {
        Map<String, Object> masked = new LinkedHashMap<>();
        fields.forEach((name, value) -> masked.put(name, value(value)));
        return masked;
    }

    private Object value(Object value) {
        if (value instanceof String text) {
            return redactor.mask(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::value).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((name, each) -> masked.put(name, value(each)));
            return masked;
        }
        return value;
    }
}
