package io.tmuxbridge.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Who may do what with which session, and who may not come in any more; with the permissions of the application itself.
 *
 * <p>What is said of a session is kept in tmux, in user options of the session, and ends with it: it outlives the bridge.
 * Revocations are kept in memory, and end with the bridge.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any. What is about a session talks to tmux and blocks for some milliseconds.
 */
public interface AccessControl {

    /**
     * Closes every connection of a caller with 4401 at once, as when somebody logs out. The caller is admitted again as soon
     * as the {@link Authenticator} admits it: end the login itself first, so that what was just closed cannot come back by it.
     *
     * @param name see {@link Caller#name()}
     */
    void disconnectCaller(String name);

    /**
     * Closes every connection of a caller with 4401 at once, and lets nobody of that name in until it is {@linkplain
     * #restoreCaller restored}. For an account that is blocked; for a logout see {@link #disconnectCaller}.
     *
     * @param name see {@link Caller#name()}
     */
    void revokeCaller(String name);

    /**
     * Lets a caller in again.
     *
     * @param name see {@link Caller#name()}
     */
    void restoreCaller(String name);

    /**
     * Closes every connection that came in by a token with 4401 at once, and takes that token no more.
     *
     * @param tokenId see {@link Caller#tokenId()}
     */
    void revokeToken(String tokenId);

    /**
     * Reads what is written down about a session.
     *
     * @param session name or {@code $id}
     * @return owner, grants and links
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session
     */
    AccessInfo get(String session);

    /**
     * Gives a session to somebody.
     *
     * @param session name or {@code $id}
     * @param owner a caller's name, absent to leave it to nobody
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session
     */
    void setOwner(String session, Optional<String> owner);

    /**
     * Says what somebody else than the owner may do with a session. It counts at once, for those who view it, too.
     *
     * @param session name or {@code $id}
     * @param caller a caller's name
     * @param permission {@link Permission#READ}, {@link Permission#WRITE}, or {@link Permission#NONE} to take it back
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session,
     *     {@link io.tmuxbridge.ErrorCode#LIMIT} when its list is full
     */
    void grant(String session, String caller, Permission permission);

    /**
     * Makes a link by which whoever has it comes in, to this session only.
     *
     * @param session name or {@code $id}
     * @param permission {@link Permission#READ} or {@link Permission#WRITE}
     * @param life how long it works, a second to 30 days
     * @return the link, with its token
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session,
     *     {@link io.tmuxbridge.ErrorCode#LIMIT} when it has too many links
     */
    ShareLink share(String session, Permission permission, Duration life);

    /**
     * Ends a link and closes the connections that came in by it.
     *
     * @param session name or {@code $id}
     * @param linkId see {@link ShareLink#id()}
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such session or
     *     link
     */
    void unshare(String session, String linkId);
}
