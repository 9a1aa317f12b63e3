package io.tmuxbridge.jakarta;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies whose {@code X-Forwarded-*} headers are trusted. From any other peer, these headers are ignored.
 *
 * <p>For a trusted peer:
 *
 * <ul>
 *   <li>the client's address is the rightmost one in {@code X-Forwarded-For} that is not itself a trusted proxy.
 *       Anything to its left was written by somebody who is not trusted. If, reading from the right, something that is
 *       not an address comes first, or the header is missing, it is the address of the last trusted proxy on the way;
 *   <li>the scheme is the last element of {@code X-Forwarded-Proto}, if that is {@code http} or {@code https};
 *   <li>the host is the last element of {@code X-Forwarded-Host}, if that is a possible host. The scheme's default port
 *       is omitted, as browsers do in an origin.
 * </ul>
 *
 * <p>The trusted proxy nearest to the server must write {@code X-Forwarded-Proto} and {@code -Host} itself rather than
 * pass on what its client sent. {@code Forwarded} (RFC 7239) and {@code X-Forwarded-Port} are not read.
 *
 * <p><b>Threads:</b> any; immutable, and never resolves host names.
 */
public final class TrustedProxies {

    private static final TrustedProxies NONE = new TrustedProxies(List.of());
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]([a-z0-9._-]{0,252})|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Trusts nobody. The default.
     *
     * @return no proxies
     */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Trusts the proxies at these addresses.
     *
     * @param addresses numeric addresses and ranges, for example {@code 192.0.2.7}, {@code 10.0.0.0/8},
     *     {@code 2001:db8::/32}. A range of zero bits ({@code /0}) is refused: it would let any client choose its
     *     address
     * @return the proxies
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when an element is neither
     */
    public static TrustedProxies of(Collection<String> addresses) {
        return new TrustedProxies(addresses.stream().map(AddressRange::parse).toList());
    }

    boolean areNone() {
        return ranges.isEmpty();
    }

    /**
     * Returns whether a peer is one of these proxies.
     *
     * @param address a numeric address; anything else is not trusted
     * @return true when its headers are trusted
     */
    public boolean trusts(String address) {
        return IpLiteral.parse(address).filter(this::trusts).isPresent();
    }

    /**
     * Returns how the client reached the outermost trusted proxy, or this server if there is no proxy in between.
     *
     * @param peer how the peer of this server's own connection reached this server
     * @param said what the request's headers say
     * @return the client's view; {@code peer} itself unless the peer is trusted
     */
    public ClientView view(ClientView peer, ForwardedHeaders said) {
        if (!trusts(peer.address())) {
            return peer;
        }
        boolean secure = last(said.schemes())
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(scheme -> scheme.equals("http") || scheme.equals("https"))
                .map("https"::equals)
                .orElse(peer.secure());
        Optional<String> host = last(said.hosts())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> HOST.matcher(name).matches())
                .map(name -> withoutOwnPort(name, secure))
                .or(peer::host);
        return new ClientView(address(peer.address(), said.addresses()), host, secure);
    }

    private String address(String peer, List<String> said) {
        String nearest = peer;
        for (int i = said.size() - 1; i >= 0; i--) {
            Optional<InetAddress> before = IpLiteral.parseWithPort(said.get(i));
            if (before.isEmpty()) {
                return nearest;
            }
            nearest = before.get().getHostAddress();
            if (!trusts(before.get())) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static Optional<String> last(List<String> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.get(elements.size() - 1));
    }

    private static String withoutOwnPort(String host, boolean secure) {
        String own = secure ? ":443" : ":80";
        return host.endsWith(own) ? host.substring(0, host.length() - own.length()) : host;
    }
}
