package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
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
}
