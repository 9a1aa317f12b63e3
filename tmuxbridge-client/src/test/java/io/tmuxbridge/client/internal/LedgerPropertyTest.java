package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.internal.InputLedger.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a client and a server that forgets connections, messages under way, and at times everything: each
 * input is applied at most once and in order, has exactly one fate, and is only said to be done when it was applied.
 */
class LedgerPropertyTest {

    private static final int STEPS = 400;
    private static final int LIMIT = 200;
    private static final int WINDOW = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyInputHasExactlyOneFate(long firstSeed) {
        for (long seed = firstSeed * 1000; seed < firstSeed * 1000 + 400; seed++) {
            new History(seed).run();
        }
    }

    /** Both sides of one history. */
    private static final class History {

        private final Random random;
        private final String name;
        private final InputLedger ledger = new InputLedger(LIMIT, WINDOW);
        private final List<Integer> applied = new ArrayList<>();
        private final List<Integer> done = new ArrayList<>();
        private final List<Integer> lost = new ArrayList<>();
        private final List<Integer> toBeTold = new ArrayList<>();
        private List<Entry> toServer = new ArrayList<>();
        private List<Long> acks = new ArrayList<>();
        private long serverSeq;
        private int typed;

        History(long seed) {
            random = new Random(seed);
            name = "seed " + seed;
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(20));
            }
            // A last good connection.
            connect(false);
            while (!toServer.isEmpty()) {
                serve();
                acknowledge(serverSeq);
            }
            acknowledge(serverSeq);
            assertThat(done.size() + lost.size()).as(name).isEqualTo(typed);
            assertThat(applied).as(name + ": in order").isSorted();
            Set<Integer> once = new HashSet<>(applied);
            assertThat(once).as(name + ": at most once").hasSameSizeAs(applied);
            assertThat(once.containsAll(done)).as(name + ": done means applied").isTrue();
            Set<Integer> fates = new HashSet<>(done);
            fates.addAll(lost);
            assertThat(fates).as(name + ": one fate each").hasSize(typed);
            assertThat(ledger.hasRoom(LIMIT)).as(name + ": nothing kept").isTrue();
        }

        private void step(int what) {
            if (what < 8) {
                type();
            } else if (what < 14) {
                serve();
            } else if (what < 17) {
                if (!acks.isEmpty()) {
                    acknowledge(acks.remove(0));
                }
            } else {
                connect(what == 17 && random.nextInt(4) == 0);
            }
        }

        private void type() {
            byte[] data = new byte[1 + random.nextInt(30)];
            if (ledger.hasRoom(data.length)) {
                data[0] = (byte) typed;
                ledger.add(data, fate(typed++));
                send();
            }
        }

        private void send() {
            for (Optional<Entry> next = ledger.next(); next.isPresent(); next = ledger.next()) {
                toServer.add(next.get());
            }
            assertThat(toServer).as(name + ": under way").hasSizeLessThanOrEqualTo(WINDOW);
        }

        private CompletableFuture<Void> fate(int number) {
            CompletableFuture<Void> promise = new CompletableFuture<>();
            promise.whenComplete((nothing, failure) -> (failure == null ? done : lost).add(number));
            return promise;
        }

        /**
         * The server takes the next input that reaches it, if that is the next in order; numbers begin anew with its
         * memory.
         */
        private void serve() {
            if (toServer.isEmpty()) {
                return;
            }
            Entry next = toServer.remove(0);
            if (next.seq() == serverSeq + 1) {
                serverSeq++;
                if (random.nextInt(10) == 0) {
                    // tmux ended before it answered: it is named before it is acknowledged, whenever the client can
                    // hear it.
                    toBeTold.add((int) next.seq());
                } else {
                    applied.add(number(next));
                }
            }
            acks.add(serverSeq);
        }

        private int number(Entry entry) {
            int low = entry.data()[0] & 0xFF;
            int number = typed - 1 - ((typed - 1 - low) & 0xFF);
            return number;
        }

        private void acknowledge(long seq) {
            tell();
            ledger.acknowledged(seq).forEach(entry -> entry.done().complete(null));
            send();
        }

        private void tell() {
            for (int seq : toBeTold) {
                ledger.lost(seq, seq).forEach(entry -> entry.done().completeExceptionally(new IllegalStateException()));
            }
        }

        /** What was under way is gone. A server that has forgotten everything answers fresh. */
        private void connect(boolean fresh) {
            acks = new ArrayList<>();
            toServer = new ArrayList<>();
            if (fresh) {
                serverSeq = 0;
                toBeTold.clear();
                InputLedger.GivenUp all = ledger.clear(0);
                all.uncertain().forEach(entry -> entry.done().completeExceptionally(new IllegalStateException()));
                all.notSent().forEach(entry -> entry.done().completeExceptionally(new IllegalStateException()));
            } else {
                ledger.returned(serverSeq);
                if (random.nextBoolean()) {
                    tell();
                    ledger.settled().forEach(entry -> entry.done().complete(null));
                }
            }
            send();
        }
    }

    @Test
    void whatWasNeverSentIsNumberedAnew() {
        InputLedger ledger = new InputLedger(LIMIT, WINDOW);
        ledger.add(new byte[1], new CompletableFuture<>());
        ledger.add(new byte[2], new CompletableFuture<>());
        ledger.renumber(7);

        assertThat(ledger.next()).hasValueSatisfying(first -> {
            assertThat(first.seq()).isEqualTo(8);
            assertThat(first.data()).hasSize(1);
        });
        assertThat(ledger.next()).map(Entry::seq).hasValue(9L);
        assertThat(ledger.next()).isEmpty();
    }
}
