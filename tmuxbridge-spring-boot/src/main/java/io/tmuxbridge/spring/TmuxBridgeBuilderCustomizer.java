package io.tmuxbridge.spring;

import io.tmuxbridge.core.BridgeBuilder;

/**
 * Has the last word on how the bridge is built. Beans of this type are called in their order, after properties and all
 * other beans.
 */
@FunctionalInterface
public interface TmuxBridgeBuilderCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder the builder, before the bridge is built
     */
    void customize(BridgeBuilder builder);
}
