package io.tmuxbridge.jakarta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerAddressTest {

    @AfterEach
    void end() {
        PeerAddress.end();
    }

    /** The bug: on Jetty a proxy at ::1 was not trusted over HTTP, and its clients' pages seemed foreign. */
    @Test
    void anAddressInBracketsIsTheOneInThem() {
        PeerAddress.begin("[0:0:0:0:0:0:0:1]");
        assertThat(PeerAddress.current()).contains("0:0:0:0:0:0:0:1");
        assertThat(PeerAddress.bare("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(PeerAddress.bare("2001:db8::1")).isEqualTo("2001:db8::1");
        assertThat(PeerAddress.bare("[]")).isEmpty();
    }
}
