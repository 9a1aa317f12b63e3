package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionNaming;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.TmuxLocator;
import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.Authorizer;
import io.tmuxbridge.access.InformedAuthenticator;
import io.tmuxbridge.access.InputPolicy;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Builds a bridge from properties, from the beans that there are, and from what customizers say last. */
final class BridgeFactory {

    private final TmuxBridgeProperties properties;
    private final BeanFactory beans;

    BridgeFactory(TmuxBridgeProperties properties, BeanFactory beans) {
        this.properties = properties;
        this.beans = beans;
    }

    TmuxBridge build(Doors doors) {
        InformedAuthenticator ways = doors::authenticate;
        BridgeBuilder builder = BridgeBuilder.create()
                .authenticator(ways)
                .limits(properties.limits().toLimits())
                .quotas(properties.quotas().toQuotas())
                .unownedSessions(properties.access().unowned())
                .outputPolicy(output(properties.output()))
                .redaction(redaction(properties.redaction()))
                .sizePolicy(SizePolicy.parse(properties.sizePolicy()))
                .origins(bean(OriginPolicy.class).orElseGet(() -> OriginPolicy.allowing(properties.origins())));
        bean(Authorizer.class).ifPresent(builder::authorizer);
        bean(Audit.class).ifPresent(builder::audit);
        bean(InputPolicy.class).ifPresent(builder::inputPolicy);
        bean(BridgeMetrics.class).ifPresent(builder::metrics);
        bean(SessionNaming.class).ifPresent(builder::sessionNaming);
        tmux(builder, properties.tmux());
        bean(TmuxLocator.class).ifPresent(builder::tmuxLocator);
        beans.getBeanProvider(TmuxBridgeBuilderCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private <T> Optional<T> bean(Class<T> type) {
        return Optional.ofNullable(beans.getBeanProvider(type).getIfAvailable());
    }

    private static void tmux(BridgeBuilder builder, TmuxBridgeProperties.Tmux tmux) {
        builder.tmuxBinary(Path.of(tmux.binary())).tmuxServerPrefix(tmux.serverPrefix());
        Optional<String> name = set(tmux.socketName());
        Optional<String> path = set(tmux.socketPath());
        if (name.isPresent() && path.isPresent()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "tmuxbridge.tmux.socket-name is \"" + name.get() + "\" and tmuxbridge.tmux.socket-path is \""
                            + path.get() + "\": set one of them");
        }
        name.ifPresent(builder::tmuxSocketName);
        path.map(Path::of).ifPresent(builder::tmuxSocketPath);
        servers(builder, tmux.servers());
    }

    private static void servers(BridgeBuilder builder, int count) {
        try {
            builder.tmuxServers(count);
        } catch (TmuxBridgeException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "tmuxbridge.tmux.servers is " + count + ": it must be 1 to 90", e);
        }
    }

    /** A property that is empty, as a variable of the environment may be, is not set. */
    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static OutputPolicy output(TmuxBridgeProperties.Output output) {
        int clipboard = Sizes.bytes("tmuxbridge.output.clipboard-bytes", output.clipboardBytes());
        return new OutputPolicy(output.titles(), clipboard, output.linkSchemes());
    }

    private static Redaction redaction(TmuxBridgeProperties.Redaction settings) {
        Set<Role> roles = settings.hideFrom();
        if (roles.isEmpty() && settings.patterns().isEmpty()) {
            return Redaction.NONE;
        }
        if (roles.isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "tmuxbridge.redaction.patterns is set and tmuxbridge.redaction.hide-from is not: nothing would be"
                            + " hidden; say from which roles");
        }
        Redaction policy = Redaction.from(Role.VIEWER).withRoles(roles);
        for (var pattern : settings.patterns().entrySet()) {
            policy = policy.withPattern(pattern.getKey(), pattern.getValue());
        }
        return policy;
    }
}
