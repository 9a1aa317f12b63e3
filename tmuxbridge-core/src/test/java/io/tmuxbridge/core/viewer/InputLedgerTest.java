package io.tmuxbridge.core.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.viewer.InputLedger.Lost;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InputLedgerTest {

    private final AtomicLong now = new AtomicLong();
    private final InputLedger ledger = new InputLedger(now::get);

    @Test
    void eachNumberIsAcceptedOnceAndInOrder() {
        assertThat(ledger.accept(1)).isTrue();
        assertThat(ledger.accept(1)).isFalse();
        assertThat(ledger.accept(2)).isTrue();
        assertThat(ledger.accept(1)).isFalse();
        assertThatThrownBy(() -> ledger.accept(4))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_GAP))
                .hasMessageContaining("input 4 skips: the next one is 3");
    }

    @Test
    void whatCouldNotBeQueuedIsAcceptedWhenItComesAgain() {
        ledger.accept(1);
        ledger.withdraw(1);
        assertThat(ledger.accept(1)).isTrue();
    }

    @Test
    void anInputWithoutANumberIsAlwaysAcceptedAndChangesNothing() {
        assertThat(ledger.accept(0)).isTrue();
        assertThat(ledger.accept(0)).isTrue();
        ledger.settle(0, false);
        assertThat(ledger.settled()).isZero();
        assertThat(ledger.lost(1)).isEmpty();
    }

    @Test
    void aLaterAnswerDoesNotSettleAnEarlierInput() {
        accept(3);
        ledger.settle(3, true);
        ledger.settle(2, true);
        assertThat(ledger.settled()).isZero();
        ledger.settle(1, true);
        assertThat(ledger.settled()).isEqualTo(3);
    }

    @Test
    void lostInputsSettleAndAreRememberedAsRunsForAWhile() {
        accept(6);
        now.set(10);
        ledger.settle(1, true);
        ledger.settle(2, false);
        ledger.settle(3, false);
        ledger.settle(4, true);
        now.set(20);
        ledger.settle(5, false);
        ledger.settle(6, true);
        assertThat(ledger.settled()).isEqualTo(6);
        assertThat(ledger.lost(100)).containsExactly(new Lost(2, 3), new Lost(5, 5));
        now.set(115);
        assertThat(ledger.lost(100)).containsExactly(new Lost(5, 5));
        now.set(130);
        assertThat(ledger.lost(100)).isEmpty();
    }

    @Test
    void soManyLossesAreRememberedAsOneThatSpansThem() {
        accept(200);
        for (long seq = 1; seq <= 200; seq++) {
            ledger.settle(seq, seq % 2 == 0);
        }
        assertThat(ledger.lost(1)).hasSize(64).first().isEqualTo(new Lost(1, 73));
        assertThat(ledger.lost(1)).last().isEqualTo(new Lost(199, 199));
    }

    private void accept(long count) {
        for (long seq = 1; seq <= count; seq++) {
            ledger.accept(seq);
        }
    }
}
