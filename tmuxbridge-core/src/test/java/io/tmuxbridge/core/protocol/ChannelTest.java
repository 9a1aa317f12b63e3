package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.core.viewer.Viewer;
import io.tmuxbridge.core.viewer.ViewerOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** What one terminal says, in which order, and that nobody waits for it meanwhile. */
class ChannelTest {

    private final Conversation conversation = mock(Conversation.class);
    private final Viewer viewer = mock(Viewer.class);
    private final LayoutsTold told = new LayoutsTold();
    private final Channel channel =
            new Channel(conversation, new ServerMessage.Terminal(1, "dev", "%1"), true, true, told);

    @BeforeEach
    void begin() {
        Attachment attachment = mock(Attachment.class);
        when(attachment.viewer()).thenReturn(viewer);
        Conversations all = mock(Conversations.class);
        when(all.echoes()).thenReturn(mock(EchoTimer.class));
        when(conversation.all()).thenReturn(all);
        when(conversation.pump()).thenReturn(mock(OutboundPump.class));
        when(viewer.next(anyInt())).thenReturn(new ViewerOutput.Nothing());
        channel.attached(attachment, null);
    }

    /** The bug: 256 of them, of 100 KB each, waited for a viewer that took little. */
    @Test
    void onlyTheLastTextForTheClipboardWaits() {
        channel.event(new PaneEvent.Clipboard("one"));
        channel.event(new PaneEvent.Bell());
        channel.event(new PaneEvent.Clipboard("two"));
        ServerMessage.Terminal terminal = channel.terminal();
        assertThat(channel.get()).hasValue(new ServerMessage.Event(Optional.of(terminal), "bell", Map.of()));
        assertThat(channel.get())
                .hasValue(new ServerMessage.Event(Optional.of(terminal), "clipboard", Map.of("text", "two")));
        assertThat(channel.get()).isEmpty();
    }

    /** The bug: of 256 that waited the newest was dropped, and the client kept an old title, or copy mode, for ever. */
    @Test
    void howThingsAreNowIsToldHoweverOftenTheyChange() {
        for (int i = 0; i <= 400; i++) {
            channel.event(new PaneEvent.Title("title " + i));
            channel.event(new PaneEvent.Mode(i % 2 == 1));
            channel.event(new PaneEvent.Screens(i % 2 == 1));
            channel.event(new PaneEvent.SessionRenamed("name " + i));
            channel.event(new PaneEvent.Checked(i, "1:" + i, null));
            channel.event(new PaneEvent.Bell());
        }
        assertThat(allThatIsTold())
                .containsExactly(
                        told("title", Map.of("title", "title 400")),
                        told("mode", Map.of("copyMode", false)),
                        told("screens", Map.of("on", false)),
                        told("session-renamed", Map.of("newName", "name 400")),
                        new ServerMessage.Check(channel.terminal(), 400, "1:400"),
                        told("bell", Map.of()));
    }

    /** The bug: a program that rings the bell in a loop kept its own output from a viewer on a slow line. */
    @Test
    void whatHappensAllTheTimeLeavesOutputItsTurn() {
        when(viewer.next(anyInt())).thenReturn(new ViewerOutput.Bytes(0, ByteBuffer.wrap(new byte[1])));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            channel.event(new PaneEvent.Bell());
            channel.event(new PaneEvent.Title("title"));
            told.add(channel.get().orElseThrow() instanceof ServerMessage.Output ? "output" : "event");
        }
        assertThat(told).containsExactly("event", "output", "event", "output", "event", "output");
    }

    @Test
    void whatBelongsToAScreenComesWithItAndBeforeTheEndAllIsTold() {
        Snapshot shown = new Snapshot(9, new TerminalSize(80, 24), 0, false, ByteBuffer.allocate(0));
        when(viewer.next(anyInt()))
                .thenReturn(new ViewerOutput.Screen(shown, 5, true))
                .thenReturn(new ViewerOutput.Nothing());
        channel.event(new PaneEvent.Bell());
        List<ServerMessage> told = new ArrayList<>(
                List.of(channel.get().orElseThrow(), channel.get().orElseThrow()));
        channel.event(new PaneEvent.Title("title"));
        channel.event(new PaneEvent.Mode(true));
        channel.ended(PaneEnd.PANE_ENDED);
        told.addAll(allThatIsTold());
        assertThat(told.stream().map(ChannelTest::kind))
                .containsExactly("bell", "skipped", "gap", "Resized", "Output", "title", "mode", "Disconnected");
    }

    /** The bug: whatever a viewer that was behind received next counted as the echo of what had just been typed. */
    @Test
    void theEchoOfAnInputComesAfterAllThatWasPrintedBeforeIt() {
        when(viewer.head()).thenReturn(100L);
        channel.inputTaken(1);
        when(viewer.head()).thenReturn(200L);
        channel.inputTaken(2);
        assertThat(allThatIsToldAt(60)).containsExactly(new ServerMessage.InputAck(channel.terminal(), 2));
        assertThat(allThatIsToldAt(100)).isEmpty();
        assertThat(allThatIsToldAt(160)).containsExactly(new ServerMessage.EchoAck(channel.terminal(), 1, 160));
        assertThat(allThatIsToldAt(201)).containsExactly(new ServerMessage.EchoAck(channel.terminal(), 2, 201));
        assertThat(allThatIsToldAt(300)).isEmpty();
    }

    @Test
    void whereNothingIsPrintedTheAnswerIsAllThatWasPrintedBeforeTheInput() {
        when(viewer.head()).thenReturn(100L);
        when(viewer.position()).thenReturn(60L);
        channel.inputTaken(1);
        channel.echoTimedOut();
        assertThat(allThatIsTold()).containsExactly(new ServerMessage.InputAck(channel.terminal(), 1));
        assertThat(allThatIsToldAt(99)).isEmpty();
        assertThat(allThatIsToldAt(100)).containsExactly(new ServerMessage.EchoAck(channel.terminal(), 1, 100));
    }

    /** But for the output itself, which ends there. */
    private List<ServerMessage> allThatIsToldAt(int end) {
        when(viewer.next(anyInt()))
                .thenReturn(new ViewerOutput.Bytes(end - 1, ByteBuffer.wrap(new byte[1])))
                .thenReturn(new ViewerOutput.Nothing());
        List<ServerMessage> told = allThatIsTold();
        assertThat(told.get(0)).isInstanceOf(ServerMessage.Output.class);
        return told.subList(1, told.size());
    }

    private static String kind(ServerMessage message) {
        return message instanceof ServerMessage.Event event
                ? event.name()
                : message.getClass().getSimpleName();
    }

    private ServerMessage.Event told(String name, Map<String, ?> fields) {
        return new ServerMessage.Event(Optional.of(channel.terminal()), name, fields);
    }

    private List<ServerMessage> allThatIsTold() {
        return Stream.generate(channel::get)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }

    /**
     * The bug: the last one to hear of an end told others of it with the monitor held, for which they waited that were
     * about to tell this one something, with theirs.
     */
    @Test
    void othersAreToldOfItsEndWithoutTheMonitor() {
        AtomicInteger ends = new AtomicInteger();
        doAnswer(call -> {
                    assertThat(Thread.holdsLock(channel)).isFalse();
                    return ends.incrementAndGet();
                })
                .when(conversation)
                .tooSlow();
        doAnswer(call -> {
                    assertThat(Thread.holdsLock(channel)).isFalse();
                    return ends.incrementAndGet();
                })
                .when(conversation)
                .finished(channel);
        channel.ended(PaneEnd.PANE_ENDED);
        assertThat(channel.get())
                .hasValueSatisfying(end -> assertThat(end).isInstanceOf(ServerMessage.Disconnected.class));
        assertThat(ends).hasValue(1);
        assertThat(channel.get()).isEmpty();

        Channel slow =
                new Channel(conversation, new ServerMessage.Terminal(2, "dev", "%1"), true, true, new LayoutsTold());
        slow.attached(channel.attachment(), null);
        when(viewer.next(anyInt())).thenReturn(new ViewerOutput.TooSlow());
        assertThat(slow.get()).isEmpty();
        assertThat(slow.get()).isEmpty();
        assertThat(ends).as("once each").hasValue(2);
    }

    /** The bug: a client that types and hardly reads had two more waiting for it with each input, without end. */
    @Test
    void answersToInputDoNotPileUp() {
        for (long seq = 1; seq <= 100; seq++) {
            when(channel.attachment().inputSeq()).thenReturn(seq);
            channel.inputTaken(seq);
            channel.echoTimedOut();
            channel.repeated();
        }
        assertThat(allThatIsTold())
                .containsExactly(
                        new ServerMessage.EchoAck(channel.terminal(), 100, 0),
                        new ServerMessage.InputAck(channel.terminal(), 100));
    }

    /** The bug: who came while a new layout was told was told the one from before, and the new one not at all. */
    @Test
    void anOlderLayoutThatComesLateDoesNotHideTheNewOne() {
        channel.layout(new SessionLayout(2, "$1", "new", List.of()));
        channel.layout(new SessionLayout(1, "$1", "old", List.of()));
        ServerMessage.Event told = (ServerMessage.Event) channel.get().orElseThrow();
        assertThat(told.fields().get("sessionName")).isEqualTo("new");
        assertThat(channel.get()).isEmpty();
    }

    /** The bug: it waited for a layout that was no news any more, until something else woke the connection. */
    @Test
    void theEndIsToldBehindALayoutThatAnotherTerminalHasToldMeanwhile() {
        SessionLayout layout = new SessionLayout(1, "$1", "dev", List.of());
        Channel sibling = new Channel(conversation, new ServerMessage.Terminal(2, "dev", "%2"), true, true, told);
        sibling.attached(channel.attachment(), null);
        sibling.layout(layout);
        channel.layout(layout);
        channel.tell("viewers", Map.of("count", 2));
        channel.ended(PaneEnd.PANE_ENDED);
        assertThat(channel.get()).hasValueSatisfying(ChannelTest::isEvent);
        assertThat(sibling.get()).hasValueSatisfying(ChannelTest::isEvent);
        assertThat(channel.get())
                .hasValueSatisfying(end -> assertThat(end).isInstanceOf(ServerMessage.Disconnected.class));
    }

    private static void isEvent(ServerMessage message) {
        assertThat(message).isInstanceOf(ServerMessage.Event.class);
    }

    /** The bug: an acknowledgement of what was sent again took the place of a newer one. */
    @Test
    void whatWasAcknowledgedDoesNotBecomeLess() {
        Outbox pending = new Outbox();
        pending.tell(new ServerMessage.InputAck(channel.terminal(), 5));
        pending.tell(new ServerMessage.InputAck(channel.terminal(), 4));
        assertThat(pending.next(Optional::empty, Optional::empty))
                .hasValue(new ServerMessage.InputAck(channel.terminal(), 5));
    }

    /** The bug: what happened while the earlier was told overtook it, and the count of viewers stayed the old one. */
    @Test
    void whatHappensWhileTheEarlierIsToldIsToldAfterIt() {
        LateChannel late = new LateChannel(conversation);
        Channel known = mock(Channel.class);
        List<Object> told = new ArrayList<>();
        doAnswer(call -> {
                    Map<String, ?> fields = call.getArgument(1);
                    if (fields.get("count").equals(1)) {
                        late.viewers(2);
                    }
                    return told.add(fields.get("count"));
                })
                .when(known)
                .tell(eq("viewers"), anyMap());
        late.viewers(1);
        late.resolve(known);
        late.viewers(3);
        assertThat(told).containsExactly(1, 2, 3);
    }

    /** The bug: a bell in a loop filled the heap while somebody came back with input under way. */
    @Test
    void ofWhatHappensAgainAndAgainMeanwhileTheLastIsKept() {
        LateChannel late = new LateChannel(conversation);
        Channel known = mock(Channel.class);
        SessionLayout newer = new SessionLayout(2, "$1", "dev", List.of());
        SessionLayout older = new SessionLayout(1, "$1", "dev", List.of());
        for (int i = 0; i < 1000; i++) {
            late.event(new PaneEvent.Bell());
            late.event(new PaneEvent.Title("title " + i));
            late.inputTaken(i);
        }
        late.layout(newer);
        late.layout(older);
        late.inputLost(new InputLedger.Lost(1001, 1002));
        late.inputLost(new InputLedger.Lost(1003, 1004));
        late.ended(PaneEnd.PANE_ENDED);
        late.resolve(known);
        InOrder order = inOrder(known);
        order.verify(known).event(new PaneEvent.Bell());
        order.verify(known).event(new PaneEvent.Title("title 999"));
        order.verify(known).inputTaken(999);
        order.verify(known).layout(newer);
        order.verify(known).layout(older);
        order.verify(known).inputLost(new InputLedger.Lost(1001, 1002));
        order.verify(known).inputLost(new InputLedger.Lost(1003, 1004));
        order.verify(known).ended(PaneEnd.PANE_ENDED);
        order.verify(known).wake();
        order.verifyNoMoreInteractions();
    }
}
