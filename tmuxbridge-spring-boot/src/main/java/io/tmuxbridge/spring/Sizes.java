package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import org.springframework.util.unit.DataSize;

/** Sizes of properties as the bridge counts them. */
final class Sizes {

    private Sizes() {}

    static int bytes(String property, DataSize size) {
        long bytes = size.toBytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new TmuxBridgeException(ErrorCode.INVALID, property + " is " + size + ": it must be less than 2GB");
        }
        return (int) bytes;
    }
}
