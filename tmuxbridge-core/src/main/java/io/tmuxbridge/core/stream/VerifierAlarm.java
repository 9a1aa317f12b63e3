package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.replica.Difference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that viewers did not show what tmux had. To reproduce that one needs what they began with and what
 * they read since; both are text of people, and told for debugging only.
 *
 * <p><b>Threads:</b> any.
 *
 * @param log what viewers read
 * @param name tells the pane's id
 */
record VerifierAlarm(OutputLog log, Supplier<String> name) {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierAlarm.class);
    private static final int MOST_READ = 1 << 20;

    void tell(long offset, Difference difference, @Nullable Snapshot began) {
        LOG.warn(
                "viewers of {} did not show what tmux had at offset {}: {} cells, first {}",
                name.get(),
                offset,
                difference.cells(),
                difference.first());
        // A snapshot that was taken meanwhile is further than what was compared.
        if (LOG.isDebugEnabled() && began != null && began.offset() <= offset) {
            LOG.debug(
                    "{} began with {} at offset {}, and read {} since (both base64)",
                    name.get(),
                    base64(began.data()),
                    began.offset(),
                    read(began.offset(), (int) Math.min(MOST_READ, offset - began.offset())));
        }
    }

    private String read(long from, int length) {
        return length == 0 || !(log.read(from, length) instanceof LogRead.Bytes bytes)
                ? "nothing that is kept"
                : base64(bytes.data());
    }

    private static String base64(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder().encode(bytes.duplicate()))
                .toString();
    }
}
