package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.Watchers;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.core.viewer.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Viewers come and go at once, and what is told of them last is what is true. */
class AudienceTest {

    private final Feed feed = mock(Feed.class);
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
    private final List<Watchers> told = new CopyOnWriteArrayList<>();
    private final Audience audience = new Audience(feed, attachments, Duration.ofSeconds(20));

    /** The bug: the feed took all of its viewers for some that may skip, and did not wait for the one that must not. */
    @Test
    void theFeedIsToldLastWhoWatchesNow() throws Exception {
        attachments.add(viewer(Delivery.FRESH, mock(ViewerPort.class)));
        Thread second = new Thread(() -> {
            attachments.add(viewer(Delivery.LOSSLESS, mock(ViewerPort.class)));
            audience.changed();
        });
        AtomicBoolean first = new AtomicBoolean(true);
        doAnswer(call -> {
                    if (first.getAndSet(false)) {
                        second.start();
                        while (second.isAlive() && second.getState() != Thread.State.BLOCKED) {
                            Thread.onSpinWait();
                        }
                    }
                    return told.add(call.getArgument(0));
                })
                .when(feed)
                .watchedBy(org.mockito.ArgumentMatchers.any());
        audience.changed();
        second.join();
        assertThat(told.get(told.size() - 1).maySkip()).isFalse();
        assertThat(told.get(told.size() - 1).count()).isEqualTo(2);
    }

    /** The bug: who came when another one was being told stayed uncounted there. */
    @Test
    void aViewerIsToldLastHowManyThereAre() throws Exception {
        AtomicInteger count = new AtomicInteger();
        ViewerPort port = mock(ViewerPort.class);
        AtomicBoolean first = new AtomicBoolean(true);
        Thread second = new Thread(() -> {
            attachments.add(viewer(Delivery.FRESH, mock(ViewerPort.class)));
            audience.changed();
        });
        doAnswer(call -> {
                    if (first.getAndSet(false)) {
                        second.start();
                        while (second.isAlive() && second.getState() != Thread.State.BLOCKED) {
                            Thread.onSpinWait();
                        }
                    }
                    count.set(call.getArgument(0));
                    return null;
                })
                .when(port)
                .viewers(org.mockito.ArgumentMatchers.anyInt());
        attachments.add(viewer(Delivery.FRESH, port));
        audience.changed();
        second.join();
        assertThat(count).hasValue(2);
    }

    private Attachment viewer(Delivery delivery, ViewerPort port) {
        when(port.draws()).thenReturn(true);
        ViewRequest request = new ViewRequest(
                "bob",
                "client-1",
                0,
                new ViewerSize(TerminalSize.DEFAULT, false, true),
                false,
                delivery,
                OptionalInt.empty(),
                Optional.empty(),
                false);
        Viewer viewer = new Viewer(feed, mock(Lens.class), delivery, 0, 0);
        return new Attachment(
                mock(Terminal.class),
                request,
                port,
                new InputLedger(),
                new Attachment.Start(viewer, Attachment.Continuation.FRESH, 0, OptionalLong.empty()),
                Optional.empty(),
                "epoch");
    }
}
