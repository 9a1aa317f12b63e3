package io.tmuxbridge.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Controls who may do what with which session, and who is no longer admitted. Acts with the permissions of the
 * application itself.
 *
 * <p>Access data of a session is kept in tmux, in user options of the session, and ends with the session: it outlives
 * the bridge. Revocations are kept in memory and end with the bridge.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any. Methods that concern a session talk to tmux and block for a few milliseconds; they throw
 * {@link io.tmuxbridge.TmuxBridgeException} with {@link io.tmuxbridge.ErrorCode#UNAVAILABLE} when tmux does not answer,
 * and with {@link io.tmuxbridge.ErrorCode#INVALID} for a value that is not one of those named below, or a name that no
 * {@link Caller} can have.
 */
public interface AccessControl {

    /**
     * Immediately closes every connection of a caller with 4401, for example when somebody logs out. The caller is
     * admitted again as soon as the {@link Authenticator} admits it: end the login itself first, so that the
     * connections just closed cannot use it to come back.
     *
     * @param name see {@link Caller#name()}
     */
    void disconnectCaller(String name);

    /**
     * Immediately closes every connection of a caller with 4401, and admits nobody of that name until it is
     * {@linkplain #restoreCaller restored}. Use this for a blocked account; for a logout, see
     * {@link #disconnectCaller}.
     *
     * @param name see {@link Caller#name()}
     */
    void revokeCaller(String name);

    /**
     * Admits a caller again.
     *
     * @param name see {@link Caller#name()}
     */
    void restoreCaller(String name);

    /**
     * Immediately closes, with 4401, every connection admitted by a token, and no longer accepts that token.
     *
     * @param tokenId see {@link Caller#tokenId()}
     */
    void revokeToken(String tokenId);

    /**
     * Reads the access data recorded for a session.
     *
     * @param session name or {@code $id}
     * @return owner, grants and links
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session
     */
    AccessInfo get(String session);

    /**
     * Sets the owner of a session.
     *
     * @param session name or {@code $id}
     * @param owner a caller's name; absent to leave the session without an owner
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session
     */
    void setOwner(String session, Optional<String> owner);

    /**
     * Sets what somebody other than the owner may do with a session. It takes effect immediately, also for current
     * viewers.
     *
     * @param session name or {@code $id}
     * @param caller a caller's name
     * @param permission {@link Permission#READ}, {@link Permission#WRITE}, or {@link Permission#NONE} to revoke the
     *     grant
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such
     *     session, {@link io.tmuxbridge.ErrorCode#LIMIT} when its list of grants is full
     */
    void grant(String session, String caller, Permission permission);

    /**
     * Creates a share link that admits anybody who has it, to this session only.
     *
     * @param session name or {@code $id}
     * @param permission {@link Permission#READ} or {@link Permission#WRITE}
     * @param life how long the link works, 1 second to 30 days
     * @return the link, including its token
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such
     *     session, {@link io.tmuxbridge.ErrorCode#LIMIT} when it already has too many links
     */
    ShareLink share(String session, Permission permission, Duration life);

    /**
     * Revokes a share link and closes the connections that it admitted.
     *
     * @param session name or {@code $id}
     * @param linkId see {@link ShareLink#id()}
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session
     *     or link
     */
    void unshare(String session, String linkId);
}
