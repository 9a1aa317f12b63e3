package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.AccessInfo;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.ShareLink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The methods by which owners say who may do what with their sessions.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class AccessMethods {

    private static final int MAX_NAME = 256;

    private final Services services;

    AccessMethods(Services services) {
        this.services = services;
    }

    Map<String, ?> get(RpcParams params) {
        AccessInfo access = services.access().get(params.session());
        Map<String, Object> result = new LinkedHashMap<>();
        access.owner().ifPresent(owner -> result.put("owner", owner));
        Map<String, String> grants = new LinkedHashMap<>();
        access.grants().forEach((caller, permission) -> grants.put(caller, permission.wire()));
        result.put("grants", grants);
        result.put(
                "shares",
                access.shares().stream()
                        .<Map<String, ?>>map(share -> Map.of(
                                "shareId", share.id(),
                                "permission", share.permission().wire(),
                                "expiresAt", share.expiresAt().toEpochMilli()))
                        .toList());
        return result;
    }

    Map<String, ?> grant(RpcParams params) {
        services.access().grant(params.session(), caller(params), permission(params));
        return Map.of();
    }

    Map<String, ?> give(RpcParams params) {
        services.access().setOwner(params.session(), Optional.of(caller(params)));
        return Map.of();
    }

    Map<String, ?> share(RpcParams params) {
        int seconds = params.number("seconds")
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.INVALID, "parameter seconds is missing"));
        ShareLink link = services.access().share(params.session(), permission(params), Duration.ofSeconds(seconds));
        return Map.of(
                "shareId", link.id(),
                "token", link.token(),
                "permission", link.permission().wire(),
                "expiresAt", link.expiresAt().toEpochMilli());
    }

    Map<String, ?> unshare(RpcParams params) {
        services.access().unshare(params.session(), params.requiredText("shareId"));
        return Map.of();
    }

    private static Permission permission(RpcParams params) {
        String text = params.requiredText("permission");
        return Permission.parse(text)
                .filter(permission -> permission != Permission.OWN)
                .orElseThrow(() -> new TmuxBridgeException(
                        ErrorCode.INVALID, "permission is " + text + ": it must be read, write or none"));
    }

    /** Somebody else's name, as an authenticator may give it. */
    static String caller(RpcParams params) {
        String name = params.requiredText("caller");
        List<Integer> odd =
                name.codePoints().filter(Character::isISOControl).boxed().toList();
        if (name.isBlank() || name.length() > MAX_NAME || !odd.isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "caller is refused: it must have 1 to " + MAX_NAME
                            + " characters, none of them a control character");
        }
        return name;
    }
}
