package io.tmuxbridge.jakarta;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses written as numbers. No name is ever looked up: that would let whoever sends a header make the server ask.
 */
final class IpLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpLiteral() {}

    /**
     * Reads an address. One of IPv4 in the clothes of IPv6 ({@code ::ffff:192.0.2.1}) is one of IPv4.
     *
     * @param text dotted numbers or IPv6; a zone ({@code %eth0}) is left away
     * @return the address, empty when it is none
     */
    static Optional<InetAddress> parse(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        boolean v6 = bare.indexOf(':') >= 0;
        if (!(v6 ? V6 : V4).matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(v6 ? "[" + bare + "]" : bare)); // brackets: never a look-up
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads an address that may have a port behind it: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}, or in brackets.
     */
    static Optional<InetAddress> parseWithPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end > 0 && isPort(text.substring(end + 1)) ? parse(text.substring(1, end)) : Optional.empty();
        }
        int colon = text.indexOf(':');
        boolean onlyOne = colon >= 0 && text.indexOf(':', colon + 1) < 0;
        if (onlyOne) {
            return isPort(text.substring(colon)) ? parse(text.substring(0, colon)) : Optional.empty();
        }
        return parse(text);
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty() || rest.matches(":[0-9]{1,5}");
    }
}
