package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.AccessInfo;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.ShareLink;
import io.tmuxbridge.core.access.Revocations;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.access.Share;
import io.tmuxbridge.core.access.ShareTokens;
import io.tmuxbridge.core.directory.AccessRecords;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads and changes who may do what: writes it down, and tells those who are connected.
 *
 * <p><b>Threads:</b> any; what is about a session blocks for some milliseconds.
 */
public final class SessionRights implements AccessControl {

    private static final String REVOKED = "the credentials were revoked";

    private final AccessRecords records;
    private final ShareTokens tokens;
    private final Revocations revocations;
    private final Clock clock;
    private volatile AccessNews news = AccessNews.NONE;

    /**
     * Creates it.
     *
     * @param records where it is written down
     * @param tokens makes share links
     * @param revocations who comes in no more
     * @param clock ends share links
     */
    public SessionRights(AccessRecords records, ShareTokens tokens, Revocations revocations, Clock clock) {
        this.records = records;
        this.tokens = tokens;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Says whom to tell. To be called before it is shared. */
    void tell(AccessNews value) {
        news = value;
    }

    AccessNews news() {
        return news;
    }

    @Override
    public AccessInfo get(String session) {
        SessionAccess written =
                records.find(Objects.requireNonNull(session, "session")).access();
        return new AccessInfo(
                written.owner(),
                written.grants(),
                written.shares().stream()
                        .map(each -> new AccessInfo.Share(each.id(), each.permission(), each.expiresAt()))
                        .toList());
    }

    @Override
    public void revokeCaller(String name) {
        Objects.requireNonNull(name, "name");
        revocations.revokeCaller(name);
        news.revoked(caller -> caller.name().equals(name), REVOKED);
    }

    @Override
    public void disconnectCaller(String name) {
        Objects.requireNonNull(name, "name");
        news.revoked(caller -> caller.name().equals(name), "signed out");
    }

    @Override
    public void restoreCaller(String name) {
        revocations.restoreCaller(Objects.requireNonNull(name, "name"));
    }

    @Override
    public void revokeToken(String tokenId) {
        revocations.revokeToken(Objects.requireNonNull(tokenId, "tokenId"));
        news.revoked(caller -> caller.tokenId().filter(tokenId::equals).isPresent(), REVOKED);
    }

    @Override
    public void setOwner(String session, Optional<String> owner) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(owner, "owner").ifPresent(SessionRights::requireName);
        changed(records.change(session, access -> access.ownedBy(owner)));
    }

    @Override
    public void grant(String session, String caller, Permission permission) {
        Objects.requireNonNull(session, "session");
        requireName(Objects.requireNonNull(caller, "caller"));
        if (Objects.requireNonNull(permission, "permission") == Permission.OWN) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "permission is own: grant read, write or none; setOwner makes somebody the owner");
        }
        changed(records.change(session, access -> access.granting(caller, permission)));
    }

    /** A name that no caller can have would be written down for nothing. */
    private static void requireName(String name) {
        Caller.of(name, Role.VIEWER);
    }

    @Override
    public ShareLink share(String session, Permission permission, Duration life) {
        Objects.requireNonNull(permission, "permission");
        Objects.requireNonNull(life, "life");
        AccessRecords.Entry entry = records.find(Objects.requireNonNull(session, "session"));
        ShareTokens.Made made = tokens.make(entry.id(), permission, life);
        records.change(entry.id(), access -> access.sharing(made.share(), clock.instant()));
        return made.link();
    }

    @Override
    public void unshare(String session, String linkId) {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(linkId, "linkId");
        records.change(session, access -> access.unsharing(linkId));
        String caller = Share.CALLER + linkId;
        news.revoked(each -> each.name().equals(caller), REVOKED);
    }

    private void changed(AccessRecords.Entry entry) {
        news.accessChanged(entry.server(), entry.id());
    }
}
