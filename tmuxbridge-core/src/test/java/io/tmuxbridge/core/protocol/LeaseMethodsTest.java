package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.directory.AccessRecords;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseMethodsTest {

    private final Services services = mock(Services.class);
    private final Gate gate = mock(Gate.class);
    private final Leases leases = new Leases();
    private final LeaseMethods methods;

    LeaseMethodsTest() {
        AccessRecords records = mock(AccessRecords.class);
        when(services.records()).thenReturn(records);
        when(services.leases()).thenReturn(leases);
        when(services.gate()).thenReturn(gate);
        when(services.news()).thenReturn(mock(AccessNews.class));
        when(records.find("work")).thenReturn(new AccessRecords.Entry(1, "$0", "work", SessionAccess.NONE));
        methods = new LeaseMethods(services);
    }

    /** Between the look at who has the lease and what is done about it. */
    @BeforeEach
    void adaIsGivenTheLeaseWhileBobIsLookedAt() {
        when(gate.permission(any(), any())).thenAnswer(call -> {
            leases.request(1, "$0", "ada");
            return Permission.WRITE;
        });
    }

    private static RpcParams bob(Map<String, ?> params) {
        return new RpcParams(params, () -> Optional.of("work"), Caller.of("bob", Role.OPERATOR));
    }

    /** The bug: who was allowed to while nobody had the lease took it from whoever had it by then. */
    @Test
    void aLeaseIsTakenFromNobodyWhoGotItMeanwhile() {
        assertThatThrownBy(() -> methods.take(bob(Map.of())))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("ada has the lease");
        assertThatThrownBy(() -> methods.grant(bob(Map.of("caller", "eve")))).hasMessageContaining("ada has the lease");
        assertThatThrownBy(() -> methods.release(bob(Map.of()))).hasMessageContaining("ada has the lease");
        assertThat(leases.of("$0")).map(Leases.Lease::holder).contains("ada");
    }
}
