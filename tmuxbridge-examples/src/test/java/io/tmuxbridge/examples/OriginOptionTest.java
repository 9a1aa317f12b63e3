package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginOptionTest {

    @Test
    void onlyOneOriginThatBrowsersOpenIsThePagesAddress() {
        assertThat(OriginOption.page(List.of("https://term.example.org:8443")))
                .contains(URI.create("https://term.example.org:8443/"));
        assertThat(OriginOption.page(List.of())).isEmpty();
        assertThat(OriginOption.page(List.of("https://a.example", "https://b.example")))
                .isEmpty();
        assertThat(OriginOption.page(List.of("tauri://localhost"))).isEmpty();
    }

    /** The bug: http://Johns-Mac.local:8000 was refused, without saying that it was for its capitals. */
    @Test
    void hostsMayBeWrittenInCapitals() {
        assertThat(OriginOption.policy(List.of("http://Johns-Mac.local:8000"))
                        .allows(Optional.of("http://johns-mac.local:8000"), Optional.empty(), false))
                .isTrue();
    }
}
