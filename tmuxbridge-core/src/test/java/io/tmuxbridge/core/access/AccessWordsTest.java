package io.tmuxbridge.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.Permission;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessWordsTest {

    /** The bug: a grant to a long name in other letters was written, and never read. */
    @Test
    void theLongestNamesAreReadAsTheyWereWritten() {
        SessionAccess access = SessionAccess.NONE
                .ownedBy(Optional.of("\u540d".repeat(256)))
                .granting("\u5b57".repeat(256), Permission.READ)
                .granting("bob", Permission.WRITE);
        assertThat(AccessWords.read(AccessWords.owner(access), AccessWords.grants(access), AccessWords.shares(access)))
                .isEqualTo(access);
    }
}
