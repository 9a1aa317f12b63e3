package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.core.access.Leases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseNewsTest {

    /** The bug: who was told of the older change last took the one who had it before for the holder. */
    @Test
    void whatIsToldLastIsHowItIs() {
        Leases leases = new Leases();
        Conversation conversation = mock(Conversation.class);
        Channels channels = mock(Channels.class);
        when(conversation.channels()).thenReturn(channels);
        LeaseNews news = new LeaseNews(leases, new Crowd(Set.of(conversation), BridgeLimits.DEFAULTS, Quotas.DEFAULTS));
        List<Object> told = new ArrayList<>();
        doAnswer(call -> {
                    Map<String, ?> lease = call.getArgument(1);
                    if (told.isEmpty() && lease.get("holder").equals("ada")) {
                        leases.give(1, "$1", "bob", now -> {});
                        news.about("$1");
                    }
                    return told.add(lease.get("holder"));
                })
                .when(channels)
                .leaseChanged(eq("$1"), anyMap());
        leases.give(1, "$1", "ada", now -> {});
        news.about("$1");
        assertThat(told).containsExactly("ada", "bob");
    }
}
